import type { BadConfig } from "./bad-config.js";

const trunk = (changes: object, config: object = {}) => ({ trunk: changes, ...config });

/** The SIP host and the trunk between Twilio and LiveKit. */
export const trunks: BadConfig[] = [
  [
    "sipDomain: cannot be derived from wss://livekit.acme.com; " +
      "set it to the host[:port] where that server accepts SIP calls",
    { livekitUrl: "wss://livekit.acme.com" },
  ],
  [
    'sipDomain: "sip:acme.sip.livekit.cloud" is not host or host:port; ' +
      "write one such as acme.sip.livekit.cloud, without scheme and transport",
    { sipDomain: "sip:acme.sip.livekit.cloud" },
  ],
  [
    'sipDomain: "acme:99999" is not host or host:port; ' +
      "write one such as acme.sip.livekit.cloud, without scheme and transport",
    { sipDomain: "acme:99999", livekitUrl: "wss://livekit.acme.com" },
  ],
  ...[
    ["acme.livekit.cloud", "is the web address of a LiveKit project; write its SIP host, acme.sip.livekit.cloud"],
    ["acme.eu.livekit.cloud", "is the web address of a LiveKit project; write its SIP host, acme.eu.sip.livekit.cloud"],
    [
      "acme.sip.twilio.com",
      "is Twilio's host, which sends the calls; write LiveKit's SIP host, such as <project>.sip.livekit.cloud",
    ],
    [
      "Acme.PSTN.twilio.com:5060",
      "is Twilio's host, which sends the calls; write LiveKit's SIP host, such as <project>.sip.livekit.cloud",
    ],
    [
      "cloud.livekit.io",
      "is LiveKit's dashboard; write <project>.sip.livekit.cloud, the SIP URI of the project's settings",
    ],
    ["sip.livekit.cloud", "does not name a project; write <project>.sip.livekit.cloud"],
    ["livekit.acme.com:7880", "has port 7880, which is a web port; leave it out, or write a SIP port, 5060 or 5061"],
    [
      "acme.sip.livekit.cloud:443",
      "has port 443, which is a web port; leave it out, or write a SIP port, 5060 or 5061",
    ],
  ].map(([host = "", problem = ""]): BadConfig => [`sipDomain: "${host}" ${problem}`, { sipDomain: host }]),
  ...[
    "10.0.0.7",
    "192.168.1.2:5060",
    "127.0.0.1",
    "[fd00::1]:5060",
    "[::1]",
    "localhost",
    "livekit.local",
    "10.1",
    "0x7f.0.0.1",
    "0.0.0.0",
    "[::]:5060",
    "[::ffff:a00:7]",
  ].map((host): BadConfig => [
    `sipDomain: ${host} is a private address, which Twilio cannot reach; ` +
      "write the public host[:port] where LiveKit accepts SIP calls",
    { sipDomain: host },
  ]),
  ...[
    "sip:me:hunter22@acme.sip.livekit.cloud",
    "me:hunter22@acme.sip.livekit.cloud",
    "https://me:hunter22@acme.com",
  ].map((sipDomain): BadConfig => [
    "sipDomain: contains a password, which anyone with the stack's state could read; remove it",
    { sipDomain },
  ]),
  [
    "trunk: must be an object; its keys are domainName, secure, transferMode, transferCallerId, cnamLookupEnabled, " +
      "recording, disasterRecoveryUrl, disasterRecoveryMethod, transport, fallbackRegions",
    { trunk: "true" },
  ],
  ["trunk.secure: must be true or false", trunk({ secure: "true" })],
  ["trunk.secur: unknown property; did you mean secure?", trunk({ secur: true })],
  ['trunk.transport: must be "tcp", "udp" or "tls"', trunk({ transport: "sctp" })],
  [
    "trunk.transport: is udp, but a secure trunk accepts only tls; write tls, or set trunk.secure to false",
    trunk({ secure: true, transport: "udp" }),
  ],
  ["trunk.fallbackRegions: must be a list of regions", trunk({ fallbackRegions: "eu" })],
  ["trunk.fallbackRegions[0]: must be one of us, eu, india, sa, australia", trunk({ fallbackRegions: ["mars"] })],
  ["trunk.fallbackRegions: names a region twice; keep one of the two", trunk({ fallbackRegions: ["eu", "us", "eu"] })],
  [
    "trunk.fallbackRegions: eu has no host, because sip.acme.com is not <project>.sip.livekit.cloud; " +
      "leave the regions out",
    trunk({ fallbackRegions: ["eu"] }, { sipDomain: "sip.acme.com" }),
  ],
  [
    'trunk.domainName: "acme.example.com" is not a termination domain; ' +
      "write lowercase letters, digits and hyphens before .pstn.twilio.com",
    trunk({ domainName: "acme.example.com" }),
  ],
  ['trunk.transferMode: must be "disable-all", "sip-only" or "enable-all"', trunk({ transferMode: "on" })],
  ['trunk.transferCallerId: must be "from-transferee" or "from-transferor"', trunk({ transferCallerId: "me" })],
  ["trunk.recording: must be an object; its keys are mode, trim", trunk({ recording: "all" })],
  [
    "trunk.recording.mode: must be one of do-not-record, record-from-ringing, record-from-answer, " +
      "record-from-ringing-dual, record-from-answer-dual",
    trunk({ recording: { mode: "all" } }),
  ],
  ["trunk.recording.modes: unknown property; did you mean mode?", trunk({ recording: { modes: "all" } })],
  [
    'trunk.disasterRecoveryUrl: "acme.com" is not a URL; write http:// or https:// and a host',
    trunk({ disasterRecoveryUrl: "acme.com" }),
  ],
  ['trunk.disasterRecoveryMethod: must be "GET" or "POST"', trunk({ disasterRecoveryMethod: "PUT" })],
  ["trunk.cnamLookupEnabled: must be true or false", trunk({ cnamLookupEnabled: "no" })],
];
