/** What LiveKit's own lines call personal: numbers in names and identities, and what was said. */
const PERSONAL = /^lk\.pii\./;
/** Fields that hold what was said, or what a model made of it. */
const SPOKEN = new Set(["transcript", "text", "said", "content", "arguments", "output", "instructions"]);
/** A phone number as carriers, rooms and URLs write it: with + and separators, or as digits alone. */
const NUMBER = /(?:\+|%2B)\d(?:[\s().-]{0,2}\d){5,14}(?!\d)|(?<![0-9A-Za-z.])\d{7,15}(?![0-9A-Za-z])/gi;
/** Digits that tell two calls apart, and no number. */
const SHOWN = 2;
const REDACTED = "[redacted]";

/**
 * A line of a log without phone numbers and without anything that was said. Of a number the last two digits stay.
 *
 * @example
 * redactedLine('{"time":1795911430954,"lk.pii.room_name":"call-_+15105550100_x"}'); // …,"lk.pii.room_name":"[redacted]"}
 */
export function redactedLine(line: string): string {
  const fields = line.startsWith("{") ? parse(line) : undefined;
  return fields === undefined ? withoutNumbers(line) : JSON.stringify(redacted(fields));
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
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      withoutNumbers(name),
      PERSONAL.test(name) || SPOKEN.has(name) ? REDACTED : redacted(part),
    ]),
  );
}

function withoutNumbers(text: string): string {
  return text.replace(NUMBER, (number) => `…${number.replace(/\D/g, "").slice(-SHOWN)}`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
