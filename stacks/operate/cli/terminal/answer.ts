import { shownJson, shownLines } from "@arkenos/provider/text";
import type { CommandError } from "../failure/command-error.js";
import type { ExitCode } from "../failure/exit-code.js";

/** Version of the JSON objects; a field may be added without a new one. */
export const ANSWER_VERSION = 1;

/** What a command found out or did, in both forms. */
export interface Answer {
  /** The fields of the JSON object. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same for a person. */
  readonly text: string;
  /** @default 0 */
  readonly exitCode?: ExitCode;
  /** What goes on after the answer was printed, until it ends. */
  readonly stays?: () => Promise<void>;
}

/** An answer as one JSON object: `{"version":1,"command":"up","ok":true, …}`. `ok` is whether the exit code is 0. */
export function answerJson(command: string, { data, exitCode = 0 }: Answer): string {
  return json({ version: ANSWER_VERSION, command, ok: exitCode === 0, ...data });
}

/** A failure as one JSON object: `{"version":1,"command":"up","ok":false,"error":{"message":"…"}}`. */
export function errorJson(command: string, { message, next, problems, exitCode }: CommandError): string {
  return json({ version: ANSWER_VERSION, command, ok: false, error: { message, exitCode, next, problems } });
}

/** A failure as sentences: what is wrong, each thing on a line, what to do. */
export function errorText({ message, next, problems = [] }: CommandError): string {
  const lines = [`Error: ${message}`, ...problems.map((problem) => `  - ${problem}`), ...(next ? [`  ${next}`] : [])];
  return shownLines(`${lines.join("\n")}\n`);
}

/** A text with names of others in it; of what steers a terminal only our own colors stay. */
export function answerText(text: string, colour: boolean): string {
  const safe = colour
    ? text
        .split(COLOUR)
        .map((part, index) => (index % 2 === 1 ? part : shownLines(part)))
        .join("")
    : shownLines(text);
  return safe === "" || safe.endsWith("\n") ? safe : `${safe}\n`;
}

const COLOUR = /(\u001b\[\d{1,2}m)/;

/** Values are raw, for a script compares them. */
function json(value: object): string {
  return `${shownJson(JSON.stringify(value, undefined, 2))}\n`;
}
