import { isJsonObject, type JsonObject, jsonObjectIn } from "../json-object.js";

/** Fields that LiveKit marks as personal data: names and identities with numbers, and speech. */
const PERSONAL = /^lk\.pii\./;
/** Fields with speech, a model's output, or messages of a provider, which may quote them. */
const SPOKEN = new Set(["transcript", "text", "said", "content", "arguments", "output", "instructions", "message"]);
/** Fields with an error. */
const ERROR = /^(err|error|cause)$/;
/** Fields of an error that identify it and contain no message. */
const KIND = new Set(["type", "name", "code", "label", "requestId"]);
/** Stack frames. */
const FRAME = /^\s+at /;
/** An error as Node prints it. */
const PRINTED = /\b(\w*(?:Error|Exception)(?: \[\w+\])?): \S.*/;
/** A phone number in any notation of carriers, rooms, and URLs: with + and separators, or digits only. */
const NUMBER = /(?:\+|%2B)\d(?:[\s().-]{0,2}\d){5,14}(?!\d)|(?<![0-9A-Za-z.])\d{7,15}(?![0-9A-Za-z])/gi;
/** Number of digits that stay visible: enough to distinguish two calls. */
const SHOWN = 2;
const REDACTED = "[redacted]";

/**
 * Removes phone numbers and speech from a log line. Numbers keep their last two digits. Errors keep their type, status,
 * and stack frames; their messages may quote speech.
 *
 * @example
 * ```ts
 * redactedLine('{"time":1795911430954,"lk.pii.room_name":"call-_+15105550100_x"}'); // …,"lk.pii.room_name":"[redacted]"}
 * ```
 */
export function redactedLine(line: string): string {
  const fields = line.startsWith("{") ? jsonObjectIn(line) : undefined;
  return fields === undefined
    ? withoutNumbers(line.replace(PRINTED, `$1: ${REDACTED}`))
    : JSON.stringify(redacted(withoutEcho(fields)));
}

/** Redacts all further output of this process. */
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

/** Removes a line's message if the logger copied it from an error. */
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
