/** What is wrong with a value, without its path. */
export interface ProblemDetail {
  /** The kind of problem, for scripts: `not_e164`. Codes are never renamed. */
  readonly code: string;
  /** What is wrong, without the path and the remedy. */
  readonly message: string;
  /** What to do about it. A command in it works when typed exactly as shown. */
  readonly remedy?: string;
}

/** A problem with a value. It stays data until it is shown: only `problemText` turns it into a sentence. */
export interface Problem extends ProblemDetail {
  /**
   * Where the problem is: a prop, a setting or a config key, and the path inside it. Empty if it concerns the whole.
   */
  readonly path: readonly PropertyKey[];
}

/** A problem as a sentence: `numbers[0]: "510" is not in E.164 format; write + and 7 to 15 digits`. */
export function problemText({ path, ...detail }: Problem): string {
  const place = pathText(path);
  return place === "" ? detailText(detail) : `${place}: ${detailText(detail)}`;
}

/** A detail as a sentence. A remedy that begins with a capital letter is a separate sentence. */
export function detailText({ message, remedy }: Omit<ProblemDetail, "code">): string {
  if (remedy === undefined) return message;
  return `${message}${/^\p{Lu}/u.test(remedy) ? "." : ";"} ${remedy}`;
}

/**
 * A problem as text for the engine, which carries only text. The code, in brackets, stands between the message and the
 * remedy, so that a reader can tell the two apart.
 */
export function codedText(problem: Problem): string {
  return problemText({ ...problem, message: `${problem.message} [arkenos:${problem.code}]` });
}

/** A path as a person writes it: `numbers["+15105550100"].agent`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map(step).join("").replace(/^\./, "");
}

function step(key: PropertyKey): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[A-Za-z_][\w-]*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
}
