import type { BadConfig } from "./bad-config.js";

const SECURE = { trunk: { secure: true } };

const inbound = (changes: object, config: object = {}) => ({ inbound: changes, ...config });
const outbound = (changes: object, config: object = {}) => ({ outbound: changes, ...config });

/** LiveKit's handling of inbound calls, and outbound calls. */
export const calls: BadConfig[] = [
  [
    "inbound: must be an object; its keys are allowedNumbers, allowedAddresses, headers, headersToAttributes, " +
      "attributesToHeaders, includeHeaders, ringingTimeoutSeconds, maxCallDurationSeconds, krispEnabled, media, " +
      "hidePhoneNumber, attributes, metadata, ringingTimeoutStatus, roomPrefix",
    { inbound: "on" },
  ],
  ["inbound.roomPrefix: is empty; write one such as call, or leave it out", inbound({ roomPrefix: "" })],
  [
    "inbound.media: must be an object; its keys are onlyListedCodecs, codecs, encryption, mediaTimeoutSeconds",
    inbound({ media: "SRTP" }),
  ],
  ['inbound.media.encryption: must be "disable", "allow" or "require"', inbound({ media: { encryption: "on" } })],
  ["inbound.media.codecs: must be a list", inbound({ media: { codecs: "PCMU" } })],
  ["inbound.media.codecs[0]: must be an object; its keys are name, rate", inbound({ media: { codecs: ["PCMU"] } })],
  [
    "inbound.media.encryption: is require, but the trunk does not use SRTP; set trunk.secure to true, or write allow",
    inbound({ media: { encryption: "require" } }),
  ],
  [
    "inbound.media.encryption: is disable, but a secure trunk accepts only SRTP; " +
      "write allow or require, or set trunk.secure to false",
    inbound({ media: { encryption: "disable" } }, SECURE),
  ],
  [
    'inbound.allowedAddresses[0]: "all" is neither an IP address nor a CIDR block; write one such as 54.172.60.0/30',
    inbound({ allowedAddresses: ["all"] }),
  ],
  [
    'inbound.allowedNumbers[0]: "510 555 0100" is not in E.164 format; write + and 7 to 15 digits that begin with the country code, such as +15105550100',
    inbound({ allowedNumbers: ["510 555 0100"] }),
  ],
  [
    "inbound.headers.Contact: is a header that LiveKit sets itself; use a custom header, such as X-Customer",
    inbound({ headers: { Contact: "reception" } }),
  ],
  [
    `inbound.headers["X Team"]: is not a SIP header name; use letters, digits and - . ! % * _ + \` ' ~`,
    inbound({ headers: { "X Team": "reception" } }),
  ],
  ['inbound.includeHeaders: must be "none", "x" or "all"', inbound({ includeHeaders: "some" })],
  [
    "inbound.ringingTimeoutStatus: must be a SIP status from 400 to 699, such as 503, or 0 for the server's own",
    inbound({ ringingTimeoutStatus: 200 }),
  ],
  [
    "inbound.ringingTimeoutSeconds: must not be negative; 0 leaves it to the server",
    inbound({ ringingTimeoutSeconds: -1 }),
  ],
  ["inbound.maxCallDurationSeconds: must be a whole number of seconds", inbound({ maxCallDurationSeconds: "3600" })],
  ["inbound.attributes.team: must be text", inbound({ attributes: { team: 1 } })],
  [
    "outbound: must be an object; its keys are enabled, fromNumbers, address, rotation, transport, destinationCountry, " +
      "fromHost, headers, headersToAttributes, attributesToHeaders, includeHeaders, media",
    { outbound: "false" },
  ],
  ["outbound.enabled: must be true or false", outbound({ enabled: "no" })],
  ["outbound.frmNumbers: unknown property; did you mean fromNumbers?", outbound({ frmNumbers: [] })],
  ["outbound.fromNumbers: must be a list of numbers", outbound({ fromNumbers: "+15105550100" })],
  [
    "outbound.fromNumbers[0]: must be a number in E.164, such as +15105550100, or a SIP extension",
    outbound({ fromNumbers: [15_105_550_100] }),
  ],
  ['outbound.address: "sip:acme.com" is a SIP URI; leave the scheme out', outbound({ address: "sip:acme.com" })],
  ['outbound.rotation: must be text, such as "2"', outbound({ rotation: 2 })],
  [
    'outbound.destinationCountry: "usa" is not a country in ISO 3166-1 alpha-2; write two capital letters, such as US',
    outbound({ destinationCountry: "usa" }),
  ],
  ['outbound.transport: must be "auto", "udp", "tcp" or "tls"', outbound({ transport: "ws" })],
  [
    "outbound.transport: is udp, but a secure trunk accepts only tls; write tls, or set trunk.secure to false",
    outbound({ transport: "udp" }, SECURE),
  ],
  [
    "outbound.media.encryption: is disable, but a secure trunk accepts only SRTP; " +
      "write allow or require, or set trunk.secure to false",
    outbound({ media: { encryption: "disable" } }, SECURE),
  ],
  ["outbound.fromHost: must be a host name without scheme or transport", outbound({ fromHost: 5 })],
  ["outbound.headers: must be an object of header names and values", outbound({ headers: [] })],
];
