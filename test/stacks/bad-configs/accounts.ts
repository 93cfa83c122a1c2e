import type { BadConfig } from "./bad-config.js";

const withApiKey = (config: object) => ({ twilioAuthToken: undefined, ...config });

/** Credentials, addresses and the keys beside them. */
export const accounts: BadConfig[] = [
  [
    "livekitUrl: not set; run pulumi config set arkenos:livekitUrl wss://<project>.livekit.cloud, or set LIVEKIT_URL",
    { livekitUrl: undefined },
  ],
  ["livekitUrl: is empty; write one such as wss://acme.livekit.cloud, or leave it out", { livekitUrl: "" }],
  [
    "livekitUrl: is not a LiveKit address; write one such as wss://<project>.livekit.cloud",
    { livekitUrl: "acme.livekit.cloud" },
  ],
  [
    "livekitUrl: is LiveKit's own site; write the project's URL from its settings, wss://<project>.livekit.cloud",
    { livekitUrl: "https://cloud.livekit.io/projects/p_4hx2/settings", sipDomain: "4hx2.sip.livekit.cloud" },
  ],
  [
    "livekitUrl: is the SIP host of a project; write its URL, such as wss://acme.livekit.cloud",
    { livekitUrl: "wss://acme.eu.sip.livekit.cloud", sipDomain: "acme.sip.livekit.cloud" },
  ],
  [
    "livekitUrl: is an address of Twilio; write LiveKit's, wss://<project>.livekit.cloud",
    { livekitUrl: "https://acme.pstn.twilio.com", sipDomain: "acme.sip.livekit.cloud" },
  ],
  [
    "livekitUrl: has port 5060, which is a SIP port; write the port of the web service, such as 7880, or leave it out",
    { livekitUrl: "wss://livekit.acme.com:5060", sipDomain: "sip.acme.com" },
  ],
  ...["[1, 2]", '["a", "b"]', '{"name":"a"}'].flatMap((json): BadConfig[] => [
    ["agentName: must be text, such as arkenos-agent", { agentName: JSON.parse(json) as unknown }],
    ["namePrefix: must be text, such as Arkenos", { namePrefix: JSON.parse(json) as unknown }],
  ]),
  [
    "livekitApiUrl: is not a LiveKit address; write one such as wss://<project>.livekit.cloud",
    { livekitApiUrl: "ftp://127.0.0.1" },
  ],
  [
    "livekitApiKey: not set in the stack's config, which has livekitApiSecret, " +
      "and LIVEKIT_API_KEY from the environment is never mixed with it; " +
      "run pulumi config set arkenos:livekitApiKey <key>",
    { livekitApiKey: undefined },
  ],
  [
    "livekitApiSecret: not set in the stack's config, which has livekitApiKey, " +
      "and LIVEKIT_API_SECRET from the environment is never mixed with it; " +
      "run pulumi config set arkenos:livekitApiSecret --secret",
    { livekitApiSecret: undefined },
  ],
  ["livekitApiSecret: is empty; set it with pulumi config set --secret, or leave it out", { livekitApiSecret: " " }],
  [
    "twilioAccountSid: not set; run pulumi config set arkenos:twilioAccountSid AC…, or set TWILIO_ACCOUNT_SID",
    { twilioAccountSid: undefined },
  ],
  ["twilioAccountSid: is not an account's SID; write AC and 32 hexadecimal digits", { twilioAccountSid: "AC1" }],
  [
    "twilioAuthToken: not set, and neither are twilioApiKey and twilioApiSecret; " +
      "run pulumi config set --secret arkenos:twilioAuthToken, or set TWILIO_AUTH_TOKEN",
    withApiKey({}),
  ],
  [
    "twilioApiSecret: not set in the stack's config, which has twilioApiKey, " +
      "and TWILIO_API_SECRET from the environment is never mixed with it; " +
      "run pulumi config set arkenos:twilioApiSecret --secret",
    withApiKey({ twilioApiKey: "SK00000000000000000000000000000001" }),
  ],
  ["twilioAuthToken: ends with a line break; set it again without that", { twilioAuthToken: "77ab04\n" }],
  ["twilioAccountSid: begins with a space; set it again without that", { twilioAccountSid: ` AC${"0".repeat(32)}` }],
  ["livekitApiSecret: is wrapped in quotes; set it again without that", { livekitApiSecret: '"9f31c2"' }],
  ["livekitUrl: ends with a space; set it again without that", { livekitUrl: "wss://acme.livekit.cloud " }],
  ["livekitApiKey: contains an invisible character; set it again without that", { livekitApiKey: "API\u200bacme" }],
  [
    "agentEnv.OPENAI_API_KEY: ends with a line break; set it again without that",
    { agentEnv: { OPENAI_API_KEY: "sk-model-secret-c0ffee\n", PEM: "-----BEGIN KEY-----\nMIIB\n-----END KEY-----\n" } },
  ],
  [
    "twilioApiKey: is not an API key's SID; write SK and 32 hexadecimal digits",
    withApiKey({ twilioApiKey: "acme", twilioApiSecret: "of-acme" }),
  ],
  [
    "twilioApiUrl: plain http to twilio.example would send the credentials unencrypted; use https, or a loopback address",
    { twilioApiUrl: "http://twilio.example" },
  ],
  ["twilioApiUrl: is not a URL; write one such as http://127.0.0.1:4010, or leave it out", { twilioApiUrl: "nowhere" }],
  ["livekitUr: unknown property; did you mean livekitUrl?", { livekitUr: "wss://acme.livekit.cloud" }],
  ["adpot: unknown property; did you mean adopt?", { adpot: "never" }],
  ['adopt: must be "by-name", "never", or an object of ids such as { "inboundTrunk": "ST_…" }', { adopt: "always" }],
  ['adopt: must be "by-name", "never", or an object of ids such as { "inboundTrunk": "ST_…" }', { adopt: "ST_abc" }],
  ["adopt.inboudTrunk: unknown property; did you mean inboundTrunk?", { adopt: { inboudTrunk: "ST_abc" } }],
  [
    'adopt.inboundTrunk: "TK1" is not the id of such an object; write "by-name", "never", or the id of the object to adopt, ST_…',
    { adopt: { inboundTrunk: "TK1" } },
  ],
  ['adopt.default: must be "by-name" or "never"', { adopt: { default: "ST_abc" } }],
  [
    "adopt.fallbackUrls.mars: unknown property; valid properties are us, eu, india, sa, australia",
    { adopt: { fallbackUrls: { mars: "never" } } },
  ],
  ["namePrefix: is empty; write one such as Arkenos, or leave it out", { namePrefix: "  " }],
  ["namePrefix: must not exceed 50 characters", { namePrefix: "x".repeat(51) }],
  ["agentName: is empty; write one such as arkenos-agent, or leave it out", { agentName: "" }],
  ['agentEnv: must be an object such as { "OPENAI_API_KEY": … }', { agentEnv: "sk-model-secret-c0ffee" }],
  [
    "agentEnv.openai: is not the name of an environment variable; write capitals, digits and _",
    { agentEnv: { openai: "sk-model-secret-c0ffee" } },
  ],
  ["agentEnv.OPENAI_API_KEY: must be text", { agentEnv: { OPENAI_API_KEY: 5 } }],
];
