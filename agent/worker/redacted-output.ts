import { isJsonObject, type JsonObject, jsonObjectIn } from "../json-object.js";

/** What LiveKit's own lines call personal: numbers in names and identities, and what was said. */
const PERSONAL = /^lk\.pii\./;
/** Fields that hold what was said, what a model made of it, or what a provider says of it: providers quote. */
const SPOKEN = new Set(["transcript", "text", "said", "content", "arguments", "output", "instructions", "message"]);
/** Where a line has an error. */
const ERROR = /^(err|error|cause)$/;
/** What of an error is a word of its kind, and no sentence. */
const KIND = new Set(["type", "name", "code", "label", "requestId"]);
/** The lines of a stack that name places in code. */
const FRAME = /^\s+at /;
/** An error as Node prints it. */
const PRINTED = /\b(\w*(?:Error|Exception)(?: \[\w+\])?): \S.*/;
/** A phone number as carriers, rooms and URLs write it: with + and separators, or as digits alone. */
const NUMBER = /(?:\+|%2B)\d(?:[\s().-]{0,2}\d){5,14}(?!\d)|(?<![0-9A-Za-z.])\d{7,15}(?![0-9A-Za-z])/gi;
/** Digits that tell two calls apart, and no number. */
const SHOWN = 2;
const REDACTED = "[redacted]";

/**
 * A line of a log without phone numbers and without anything that was said. Of a number the last two digits stay, and of
 * an error its kind, its status and where in the code it was: its message may quote.
 *
 * @example
 * redactedLine('{"time":1795911430954,"lk.pii.room_name":"call-_+15105550100_x"}'); // …,"lk.pii.room_name":"[redacted]"}
 */
export function redactedLine(line: string): string {
  const fields = line.startsWith("{") ? jsonObjectIn(line) : undefined;
  return fields === undefined
    ? withoutNumbers(line.replace(PRINTED, `$1: ${REDACTED}`))
    : JSON.stringify(redacted(withoutEcho(fields)));
}

/** Redacts all that this process prints from now on. */
export function redactOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (text: string, ...rest: unknown[]) => boolean;
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      return write(text.split("\n").map(redactedLine).join("\n"), ...rest);
    };
  }
}

function redacted(value: unknown): unknown {
  if (typeof value === "string") return withoutNumbers(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (!isJsonObject(value)) return value;
  return mapFields(value, (name, part) => {
    if (PERSONAL.test(name) || SPOKEN.has(name)) return REDACTED;
    return ERROR.test(name) ? redactedError(part) : redacted(part);
  });
}

function redactedError(error: unknown): unknown {
  if (typeof error === "string") return REDACTED;
  if (Array.isArray(error)) return error.map(redactedError);
  if (!isJsonObject(error)) return error;
  return mapFields(error, (name, part) => {
    if (name === "stack" && typeof part === "string")
      return part
        .split("\n")
        .filter((line) => FRAME.test(line))
        .join("\n");
    return KIND.has(name) ? redacted(part) : redactedError(part);
  });
}

/** A line that has no message takes its error's. */
function withoutEcho(line: JsonObject): JsonObject {
  const errors = [line["err"], line["error"]].filter(isJsonObject);
  return errors.some(({ message }) => message === line["msg"]) ? { ...line, msg: REDACTED } : line;
}

function mapFields(fields: JsonObject, map: (name: string, part: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, part]) => [withoutNumbers(name), map(name, part)]));
}

function withoutNumbers(text: string): string {
  return text.replace(NUMBER, (number) => `…${number.replace(/\D/g, "").slice(-SHOWN)}`);
}
