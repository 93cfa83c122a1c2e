import type { Symptom } from "./symptom.js";
import { CREATION_SYMPTOMS } from "./creation-symptoms.js";

/**
 * The ways in which a setup goes wrong, in the order of a call: inbound, the agent, outbound, and then its creation.
 */
export const SYMPTOMS: readonly Symptom[] = [
  {
    sees: 'inbound calls are dropped: 404 "No trunk found", or nothing after 100 Trying',
    because: "the origination URL's host is not the project's SIP host",
    checks: ["origination-host", "sip-domain-derived"],
    probes: ["origination-resolves"],
    unseen: "no API returns a project's SIP host; compare sipDomain with Project settings, SIP URI",
  },
  {
    sees: "inbound calls arrive only sometimes, or never; Twilio reports 32010 or 32011",
    because: "the origination URL has no transport=tcp (tls on a secure trunk), or a scheme other than sip:",
    checks: ["origination-transport", "origination-scheme"],
  },
  {
    sees: "inbound calls reach an old project, or half of them fail",
    because: "origination URLs are left over, disabled, duplicated, or have the same weight",
    checks: ["origination-enabled", "origination-foreign-host", "origination-duplicate", "origination-weights"],
  },
  {
    sees: "a webhook or voicemail answers, and the trunk's log is empty",
    because: "the number is on no trunk or on another one, is not in the account, or has a voice application",
    checks: [
      "number-not-on-trunk",
      "number-not-owned",
      "number-voice-capability",
      "number-voice-app",
      "inbound-call-log",
    ],
  },
  {
    sees: 'LiveKit answers 486 "flood", or 404 "No trunk matched"',
    because:
      "LiveKit's trunk lacks the number, or lists it in a format other than E.164 (the config refuses such a number: number-e164)",
    checks: ["number-not-in-inbound-trunk", "number-not-canonical"],
  },
  {
    sees: '"Conflicting inbound SIP Trunks", "Multiple default SIP Trunks matched"',
    because: "two trunks take the same number, or both take any number",
    checks: ["inbound-trunk-conflict", "inbound-trunk-default-ambiguous"],
  },
  {
    sees: "rooms of unknown callers (sip:100@…) use up the agent's minutes",
    because: "a rule serves every trunk, or a trunk takes calls to any number from any address",
    checks: ["rule-wildcard", "inbound-trunk-open"],
  },
  {
    sees: "a trunk takes the call, and no rule does; the number was bought and never provisioned",
    because: "the rule names a deleted trunk, or does not match the call",
    checks: ["rule-dangling-trunk", "inbound-trunk-missing", "dial-simulation"],
  },
  {
    sees: '"Dispatch rule for the same trunk, inbound number, number, and PIN combination already exists"',
    because: "two rules claim the same calls",
    checks: ["rule-conflict"],
  },
  {
    sees: "a rule never matches although its number looks right",
    because: "inboundNumbers are the callers' numbers, numbers are the called ones, and both are compared as text",
    checks: ["rule-inbound-numbers-swapped", "rule-number-not-canonical"],
  },
  {
    sees: "it rings and no agent answers, or the caller hears silence",
    because: "no worker runs under the name that the rule dispatches",
    checks: ["rule-agent-name", "agent-env-missing", "agent-credits"],
    probes: ["agent-joins"],
  },
  {
    sees: "while no worker runs, callers hear ringing and then a busy tone, and no fallback takes over",
    because: "LiveKit ends an unanswered call with 486, and Twilio does not fail over on 486",
    checks: ["failover-on-486"],
    unseen: "whether livekit-sip answers with the status that LiveKit's trunk has; only a call shows it",
  },
  {
    sees: "two agents talk at once",
    because: "the rule dispatches two, the worker is deployed twice, or code dispatches it too",
    checks: ["rule-duplicate-agent"],
    probes: ["agent-joins"],
    unseen: "what the worker's own code dispatches",
  },
  {
    sees: "no agent joins, without an error",
    because: "the rule has no roomConfig.agents",
    checks: ["rule-no-room-config"],
  },
  {
    sees: "inbound calls are refused with 407 or 403; REGISTER with 405",
    because: "the inbound trunk asks for a password, which Twilio never sends",
    checks: ["inbound-auth-with-twilio", "inbound-auth-incomplete"],
  },
  {
    sees: "inbound calls are dropped after addresses were restricted",
    because: "the list lacks one of Twilio's ranges, or the feature is not enabled for the project",
    checks: ["inbound-allowed-addresses", "inbound-allowed-addresses-cloud", "inbound-allowed-addresses-malformed"],
    unseen: "whether LiveKit's support enabled it for the project",
  },
  {
    sees: "outbound calls are refused with 401, 403 or 407; Twilio reports 32201 or 32202",
    because: "LiveKit's username or password does not match Twilio's, or an IP access control list excludes LiveKit",
    checks: ["outbound-username", "outbound-password", "termination-auth-both"],
    probes: ["outbound-call"],
    unseen: "Twilio never shows a password; only an outbound call reveals a wrong one",
  },
  {
    sees: "every outbound call is refused with 403",
    because: "the trunk has no credential list, or an empty one",
    checks: ["termination-auth", "credential-list-empty"],
  },
  {
    sees: 'outbound calls end with 404 or 503, or "object cannot be found"',
    because: "there is no termination domain, the address is not that domain, or LiveKit's trunk no longer exists",
    checks: ["termination-domain", "outbound-address", "outbound-address-format", "outbound-trunk-missing"],
  },
  {
    sees: '403 "No International Authorization"; Twilio reports 32205 or 13227',
    because: "the account may not call that country",
    checks: ["geo-permission"],
  },
  {
    sees: "only verified numbers can be called; Twilio reports 32100",
    because: "the account is a trial",
    checks: ["account-trial"],
  },
  {
    sees: '403 "Invalid Caller ID"; Twilio reports 32204',
    because: "a number of the outbound trunk is neither owned nor verified",
    checks: ["outbound-caller-id"],
  },
  {
    sees: "503 under load; Twilio reports 32001 or 32012",
    because: "the trunk starts more calls per second than its limit",
    checks: ["call-rate", "trunk-alerts"],
  },
  {
    sees: "transfers fail with 403, 408 or 603; Twilio reports 32218",
    because: "the trunk forbids transfers, or the target is not a tel: URI",
    checks: ["transfer-mode", "transfer-target"],
  },
  {
    sees: '"No agent found": the agent cannot tell which number was called; the wrong agent answers',
    because: "the rule hides the number, or no agent is set for it",
    checks: ["rule-hides-number", "routing-table"],
  },
  {
    sees: "a participant's attributes are undefined",
    because: "the worker reads them before the caller has joined",
    checks: [],
    unseen: "in the worker's own code: wait for the participant, then for the attribute",
  },
  {
    sees: "Krisp fails, or does nothing",
    because: "it works only on LiveKit Cloud",
    checks: ["krisp-self-hosted"],
  },
  {
    sees: "488, one-way audio, TLS errors; Twilio reports 32207, 32208 or 32209",
    because: "Twilio and LiveKit disagree on encryption",
    checks: ["secure-origination", "secure-media", "secure-outbound-transport", "symmetric-rtp"],
    unseen: "a codec that only one side supports, which each call negotiates",
  },
  {
    sees: '403 "Domestic Anchored Terms Not Met"',
    because: "the country requires calls to come from its own region",
    checks: ["outbound-region"],
    unseen: "rules of other regions, which only a call shows",
  },
  {
    sees: '503 "no response from servers"',
    because: "the self-hosted SIP service is not connected",
    checks: ["livekit-sip-connected"],
    probes: ["outbound-call"],
  },
  {
    sees: "the caller hears endless ringing",
    because: "the agent joined and publishes no audio",
    checks: [],
    probes: ["agent-joins"],
  },
  ...CREATION_SYMPTOMS,
];
