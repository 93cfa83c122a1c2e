import { shownJson, shownLines } from "@arkenos/provider/text";
import type { CommandError } from "../failure/command-error.js";
import type { ExitCode } from "../failure/exit-code.js";

/** Version of the JSON objects; a field may be added without a new one. */
const ANSWER_VERSION = 1;

/** The result of a command, as data and as text. */
export interface Answer {
  /** The fields of the JSON object. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same as text. */
  readonly text: string;
  /** @default 0 */
  readonly exitCode?: ExitCode;
  /** Whether the text is for a program, or drawn: it is never wrapped. */
  readonly isVerbatim?: true;
  /** What continues to run after the answer is printed. */
  readonly continues?: () => Promise<void>;
}

/** An answer as one JSON object: `{"version":1,"command":"up","ok":true, …}`. `ok` is whether the exit code is 0. */
export function answerJson(command: string, { data, exitCode = 0 }: Answer): string {
  return json({ version: ANSWER_VERSION, command, ok: exitCode === 0, ...data });
}

/**
 * A failure as one JSON object: `{"version":1,"command":"up","ok":false,"error":{"code":"…","message":"…"}}`.
 * `problems` are sentences, `details` the same as data, or the error itself: `path`, `code`, `message`, `remedy`.
 */
export function errorJson(command: string, { code, message, next, problems, details, exitCode }: CommandError): string {
  const error = { code, message, exitCode, next, problems, details };
  return json({ version: ANSWER_VERSION, command, ok: false, error });
}

/** A failure as text: the message, one line per problem, and the next step. */
export function errorText({ message, next, problems = [] }: CommandError): string {
  const lines = [`Error: ${message}`, ...problems.map((problem) => `  - ${problem}`), ...(next ? [`  ${next}`] : [])];
  return shownLines(`${lines.join("\n")}\n`);
}

/** An answer's text without control characters from foreign names; our own colors stay. */
export function answerText(text: string, color: boolean): string {
  const safe = color
    ? text
        .split(COLOR)
        .map((part, index) => (index % 2 === 1 ? part : shownLines(part)))
        .join("")
    : shownLines(text);
  return safe === "" || safe.endsWith("\n") ? safe : `${safe}\n`;
}

const COLOR = /(\u001b\[\d{1,2}m)/;

/** Values stay raw, so that scripts can compare them. */
function json(value: object): string {
  return `${shownJson(JSON.stringify(value, undefined, 2))}\n`;
}
