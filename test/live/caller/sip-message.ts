/** A SIP request or response. */
export interface SipMessage {
  /** `INVITE sip:… SIP/2.0` or `SIP/2.0 200 OK`. */
  readonly start: string;
  /** In their order; some, such as Via, appear several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const compact: Readonly<Record<string, string>> = {
  ...{ v: "via", f: "from", t: "to", i: "call-id", m: "contact", l: "content-length", c: "content-type" },
};

/** All values of a header, in its long or compact form. */
function headersOf({ headers }: SipMessage, name: string): string[] {
  const wanted = name.toLowerCase();
  const nameOf = (written: string) => compact[written.toLowerCase()] ?? written.toLowerCase();
  return headers.filter(([written]) => nameOf(written) === wanted).map(([, value]) => value);
}

/** The first value of a header, `""` if it is missing. */
export function headerOf(message: SipMessage, name: string): string {
  return headersOf(message, name)[0] ?? "";
}

/** The status of a response; undefined for a request. */
export function statusOf({ start }: SipMessage): number | undefined {
  const status = /^SIP\/2\.0 (\d{3})/.exec(start)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** The method of a request, or of the request that a response answers. */
export function methodOf(message: SipMessage): string {
  return headerOf(message, "CSeq").split(/\s+/)[1] ?? "";
}

/** The user of the first SIP URI in a header or a request line: `<sip:+15550100@host>` → `+15550100`. */
export function userIn(text: string): string {
  return decodeURIComponent(/sips?:([^@;>\s]+)@/.exec(text)?.[1] ?? "");
}

/** A message as text, with its Content-Length. */
export function render({ start, headers, body }: SipMessage): string {
  const lines = [...headers, ["Content-Length", String(Buffer.byteLength(body))]].map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${[start, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

/** Parses a complete message. */
export function parse(text: string): SipMessage {
  const end = text.indexOf("\r\n\r\n");
  const [start = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  return { start, headers, body: text.slice(end + 4) };
}

/** A response with the routing headers of its request, and more. */
export function respond(
  request: SipMessage,
  status: string,
  { tag, headers = [], body = "" }: { tag?: string; headers?: SipMessage["headers"]; body?: string } = {},
): SipMessage {
  const to = headerOf(request, "To");
  const tagged = tag !== undefined && !/;tag=/.test(to) ? `${to};tag=${tag}` : to;
  const back = [
    ...headersOf(request, "Via").map((via) => ["Via", via] as const),
    ["From", headerOf(request, "From")] as const,
    ["To", tagged] as const,
    ["Call-ID", headerOf(request, "Call-ID")] as const,
    ["CSeq", headerOf(request, "CSeq")] as const,
  ];
  return { start: `SIP/2.0 ${status}`, headers: [...back, ...headers], body };
}
