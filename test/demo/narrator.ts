const started = performance.now();
const isColored = process.stdout.isTTY && process.env.NO_COLOR === undefined;

/** Seconds since the demo began, `  12.3s`. */
function clock(): string {
  return `${((performance.now() - started) / 1000).toFixed(1)}s`.padStart(7);
}

function paint(code: number, text: string): string {
  return isColored ? `\u001b[${code}m${text}\u001b[0m` : text;
}

/** Starts a chapter. */
export function chapter(title: string): void {
  console.log(`\n${clock()}  ${paint(1, title)}`);
}

/** Describes the next step. */
export function tell(line: string): void {
  console.log(`${" ".repeat(9)}${line}`);
}

/** Reports what was verified in the sandbox's own store. */
export function verified(sentence: string): void {
  console.log(`${" ".repeat(9)}${paint(32, "✓")} ${sentence}`);
}

/** An engine line about a change to an object, in telephony's terms. */
export function engineLine(line: string): void {
  const match =
    /^\s*([+~-]+)\s+pulumi-nodejs:dynamic\/(\w+):(\w+) (\S+) (created|updated|deleted|replaced)\b(.*)$/.exec(line);
  if (!match) return;
  const [, sign = "", cloud = "", noun = "", name, what] = match;
  const color = { "+": 32, "-": 31 }[sign] ?? 33;
  tell(`${paint(color, sign.padEnd(2))} ${cloud.padEnd(8)}${noun.padEnd(20)} ${name} ${what}`);
}

/** A line of a detailed diff that shows a changed value or names an object. */
export function driftLine(line: string): void {
  const object = /^\s*[~+-]+ pulumi-nodejs:dynamic\/(\w+):(\w+):/.exec(line);
  if (object) tell(`${paint(33, "~ ")} ${object[1]?.padEnd(8)}${object[2]}`);
  else if (/^\s+[~+-] \w+\s*: .*=>/.test(line) || /^\s+[-+] agentName/.test(line)) tell(`     ${line.trim()}`);
}
