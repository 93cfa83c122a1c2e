import { GoError } from "../twirp.js";

/** Headers that a user may not set (`livekit/sip_validation.go` of livekit/protocol), compact forms included. */
const forbidden = new Set(
  (
    "accept accept-encoding accept-language allow allow-events call-id contact content-encoding content-length content-type " +
    "cseq event expires from max-forwards record-route refer-to reply-to k l m o r t u v"
  ).split(" "),
);

/** The header maps that trunks of both directions have. */
export interface HeaderMaps {
  readonly headers: Readonly<Record<string, string>>;
  readonly headersToAttributes: Readonly<Record<string, string>>;
  readonly attributesToHeaders: Readonly<Record<string, string>>;
}

/**
 * Validates header names and values. The server walks the maps in random order, so which of several errors it names is
 * chance; here it is the first. @throws GoError
 */
export function checkHeaderMaps({ headers, headersToAttributes, attributesToHeaders }: HeaderMaps): void {
  for (const [name, value] of Object.entries(headers)) {
    checkName(name);
    if (forbidden.has(name.toLowerCase())) throw new GoError(`invalid header name: header name ${name} not supported`);
    checkValue(name, value);
  }
  Object.values(attributesToHeaders).forEach(checkName);
  Object.keys(headersToAttributes).forEach(checkName);
}

function checkName(name: string): void {
  const problem = nameProblem(name);
  if (problem) throw new GoError(`invalid header name: ${problem}`);
}

function nameProblem(name: string): string | undefined {
  if (name === "") return "header name cannot be empty";
  if (Buffer.byteLength(name) > 255) return "header name too long (max 255 characters)";
  const stranger = [...name].find((character) => !/[0-9A-Za-z\-.!%*_+`'~]/.test(character));
  if (stranger === undefined) return undefined;
  const code = stranger.codePointAt(0) ?? 0;
  const remark = code < 128 ? "not allowed" : "out of range, consider explicilty adding utf8 characters";
  return `header name ${name} contains invalid characters: char ${code} ${remark}`;
}

function checkValue(name: string, value: string): void {
  const prefix = `invalid header value for ${name}: header ${name}: value`;
  if (Buffer.byteLength(value) > 1024) throw new GoError(`${prefix} too long (max 1024 characters)`);
  const control = [...value].find((character) => !/[\t -~\u0080-\u{10ffff}]/u.test(character));
  if (control !== undefined) throw new GoError(`${prefix}: char ${control.codePointAt(0)} not allowed`);
}
