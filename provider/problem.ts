/** What is wrong with a value, wherever it stands. */
export interface Flaw {
  /** Which kind of problem it is, for scripts: `not_e164`. A code is never renamed. */
  readonly code: string;
  /** What is wrong, without the place and the remedy. */
  readonly message: string;
  /** What to do about it. A command in it works as it is typed. */
  readonly remedy?: string;
}

/** One thing that is wrong. It stays data until somebody is shown it; only `problemText` makes a sentence of it. */
export interface Problem extends Flaw {
  /** Where: a prop, a setting or a key of the config, and the way inside. Empty where it is about the whole. */
  readonly path: readonly PropertyKey[];
}

/** A problem as a sentence: `numbers[0]: "510" is not in E.164; write + and 7 to 15 digits`. */
export function problemText({ path, ...flaw }: Problem): string {
  const place = pathText(path);
  return place === "" ? flawText(flaw) : `${place}: ${flawText(flaw)}`;
}

/** A flaw as a sentence. A remedy that begins with a capital letter is a sentence, too. */
export function flawText({ message, remedy }: Flaw): string {
  if (remedy === undefined) return message;
  return `${message}${/^\p{Lu}/u.test(remedy) ? "." : ";"} ${remedy}`;
}

/** A problem as the engine carries it, which carries text alone: its code stands at the end, in brackets. */
export function codedText(problem: Problem): string {
  return `${problemText(problem)} [arkenos:${problem.code}]`;
}

/** A place in a value as a person writes it: `numbers["+15105550100"].agent`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map(step).join("").replace(/^\./, "");
}

function step(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_][\w-]*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
}
