/** The meaning of a refusal by LiveKit: Twirp's code, or our more specific code where only the text says more. */
export interface Refusal {
  readonly code: string;
  readonly remedy?: string;
  /** The objects that a conflict names, without the one that was to be created. */
  readonly conflict?: { readonly kind: "InboundTrunk" | "DispatchRule"; readonly ids: readonly string[] };
}

const CONFLICTS = [
  {
    kind: "InboundTrunk",
    /** Another inbound trunk answers the same numbers. */
    code: "trunk_conflict",
    text: /^Conflicting inbound SIP Trunks: (?<objects>.*?), using the same number/s,
  },
  {
    kind: "DispatchRule",
    /** Another dispatch rule takes the same calls. */
    code: "rule_conflict",
    text: /^Dispatch rule for the same trunk, .* already exists in dispatch rule (?<objects>"[^"]*")/s,
  },
] as const;

/** Codes and remedies for texts that LiveKit sends under a generic code. */
const BY_TEXT: readonly (readonly [text: RegExp, code: string, remedy: string])[] = [
  [
    /^for security, one of the fields must be set/,
    "open_trunk",
    "Give the trunk numbers, allowedAddresses, or authUsername and authPassword",
  ],
  [/^no trunk numbers specified/, "no_numbers", "Give the outbound trunk at least one number to call from"],
  [/^no outbound address specified/, "no_address", "Set address to the carrier's host, such as acme.pstn.twilio.com"],
  [
    /^trunk address should/,
    "bad_address",
    "Write address as host or host:port, without sip: and parameters; set the transport in its own field",
  ],
  [
    /^invalid header (name|value)/,
    "bad_header",
    "Correct or remove that header in headers, headersToAttributes or attributesToHeaders",
  ],
  [/codec name|^media_timeout/, "bad_media", "Correct media: its codecs, or its timeout"],
  [/^unsupported SIP Dispatch Rule|^missing rule/, "bad_rule", 'Set rule.type to "direct", "individual" or "callee"'],
  [
    /redis required|sip not connected/,
    "no_redis",
    "Run livekit-server with redis and livekit-sip; without them it takes no SIP calls",
  ],
];

const BY_CODE: Readonly<Record<string, string>> = {
  invalid_argument: "Correct the value in LiveKit's message",
  permission_denied: "Use an API key of this project with permission to administer SIP",
  resource_exhausted: "The project has reached a limit: wait, or raise the limits of its plan in LiveKit's dashboard",
  bad_route: "Check that livekitUrl leads to a LiveKit server, and that its version has this method",
  unimplemented: "Update the LiveKit server: its version does not have this method",
  unavailable: "LiveKit's SIP service is temporarily unavailable; try again in a minute",
};

/** The remedy if the answer is not from a Twirp service, for example from a proxy. */
const NOT_LIVEKIT =
  "The response did not come from LiveKit: check livekitUrl and livekitApiUrl, and any proxy in front of them";

/**
 * Interprets a refusal. This is the only place that compares the server's texts, which it has no specific codes for.
 *
 * @param code Twirp's code; empty if the answer is not from a Twirp service
 * @param text the server's message, without the prefix that its message bus adds
 */
export function readRefusal(code: string, text: string): Refusal {
  for (const { kind, code, text: pattern } of CONFLICTS) {
    const objects = pattern.exec(text)?.groups?.objects;
    if (objects !== undefined) return { code, conflict: { kind, ids: idsIn(objects) } };
  }
  const [, finer = code, remedy = code === "" ? NOT_LIVEKIT : BY_CODE[code]] =
    BY_TEXT.find(([pattern]) => pattern.test(text)) ?? [];
  return { code: finer, ...(remedy !== undefined && { remedy }) };
}

/** The ids in a quoted list. The server writes `"<new>"` for an object without an id. */
function idsIn(quoted: string): string[] {
  return [...quoted.matchAll(/"((?:ST|SDR)_\w+)"/g)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}
