const started = performance.now();
const isColoured = process.stdout.isTTY && process.env.NO_COLOR === undefined;

/** Seconds since the demo began, `  12.3s`. */
function clock(): string {
  return `${((performance.now() - started) / 1000).toFixed(1)}s`.padStart(7);
}

function paint(code: number, text: string): string {
  return isColoured ? `\u001b[${code}m${text}\u001b[0m` : text;
}

/** Opens a chapter. */
export function chapter(title: string): void {
  console.log(`\n${clock()}  ${paint(1, title)}`);
}

/** Tells what is going on. */
export function tell(line: string): void {
  console.log(`${" ".repeat(9)}${line}`);
}

/** Says what was verified on the sandbox's own store. */
export function verified(sentence: string): void {
  console.log(`${" ".repeat(9)}${paint(32, "✓")} ${sentence}`);
}

/** A line of the engine in the words of telephony, where it says that something happened to an object. */
export function engineLine(line: string): void {
  const match =
    /^\s*([+~-]+)\s+pulumi-nodejs:dynamic\/(\w+):(\w+) (\S+) (created|updated|deleted|replaced)\b(.*)$/.exec(line);
  if (!match) return;
  const [, sign = "", cloud = "", noun = "", name, what] = match;
  const colour = { "+": 32, "-": 31 }[sign] ?? 33;
  tell(`${paint(colour, sign.padEnd(2))} ${cloud.padEnd(8)}${noun.padEnd(20)} ${name} ${what}`);
}

/** A line of a detailed diff, where a value differs or an object is named. */
export function driftLine(line: string): void {
  const object = /^\s*[~+-]+ pulumi-nodejs:dynamic\/(\w+):(\w+):/.exec(line);
  if (object) tell(`${paint(33, "~ ")} ${object[1]?.padEnd(8)}${object[2]}`);
  else if (/^\s+[~+-] \w+\s*: .*=>/.test(line) || /^\s+[-+] agentName/.test(line)) tell(`     ${line.trim()}`);
}
