import type { Desired, StateObject } from "../../stacks/operate/desired/desired.js";
import type { Observed, SeenNumber } from "../../stacks/operate/observe/observed.js";

export const SIP_DOMAIN = "acme.sip.livekit.cloud";
const DOMAIN = "arkenos-f3a1b2.pstn.twilio.com";
export const TRUNK = "TK00000000000000000000000000000001";
export const LIST = "CL00000000000000000000000000000001";
const URL_SID = `${TRUNK}/OU00000000000000000000000000000001`;
/** Secrets that no graph may show. */
export const SECRETS = ["outbound-password", "state-password", "header-token", "agent-key"];

/** A stack after its first `up`, with both clouds. */
export function someTopology({ numbers = 3, agents = ["reception", "night-desk"] } = {}): {
  desired: Desired;
  observed: Observed;
  numbers: string[];
} {
  const all = Array.from({ length: numbers }, (_, index) => `+1510555${String(index).padStart(4, "0")}`);
  const agentOf = (index: number) => agents[Math.floor((index * agents.length) / numbers)] ?? "";
  const models = { llm: "openai/gpt-4o-mini", stt: "deepgram/nova-3" };
  const persona = (id: string) => ({
    systemPrompt: `You are ${id}.`,
    language: "en",
    firstSpeaker: "agent",
    tools: [],
    ...models,
  });
  const config = {
    ...{ livekitUrl: "wss://acme.livekit.cloud", sipDomain: SIP_DOMAIN, sipDomainDerived: false },
    ...{ namePrefix: "Arkenos", agentName: "arkenos-agent", outbound: { enabled: true } },
    inbound: { allowedNumbers: [] },
    agents: Object.fromEntries(agents.map((id) => [id, persona(id)])),
    numbers: Object.fromEntries(all.map((number, index) => [number, { agent: agentOf(index) }])),
  };
  const desired: Desired = {
    stack: "acme-telephony/dev",
    // The parts of a config that a graph needs.
    config: config as unknown as Desired["config"],
    ...{ accountSid: "AC00000000000000000000000000000001", agentEnv: ["OPENAI_API_KEY"], outputs: {} },
    held,
  };
  return { desired, observed: observedOf(all), numbers: all };
}

const held: readonly StateObject[] = (
  [
    ["telephony-trunk", "ElasticTrunk", TRUNK],
    ["telephony-origination", "OriginationUrl", URL_SID],
    ["telephony-credentials", "CredentialList", LIST],
    ["telephony-inbound", "InboundTrunk", "ST_in"],
    ["telephony-rule", "DispatchRule", "SDR_rule"],
    ["telephony-outbound", "OutboundTrunk", "ST_out"],
  ] as const
).map(([name, noun, id]) => ({ name, noun, id, state: { authPassword: "state-password" } }));

/** Both clouds after an `up` with these numbers. */
function observedOf(numbers: readonly string[]): Observed {
  return {
    livekit: {
      ...{ readable: true, host: "acme.livekit.cloud" },
      inboundTrunks: [
        {
          id: "ST_in",
          props: { name: "Arkenos Inbound", numbers: [...numbers], headers: { "X-Token": "header-token" } },
          attrs: { trunkId: "ST_in" },
        },
      ],
      outboundTrunks: [
        {
          id: "ST_out",
          props: {
            ...{ name: "Arkenos Outbound", address: DOMAIN, transport: "auto", numbers: [...numbers] },
            ...{ authUsername: "livekit", authPassword: "outbound-password" },
          },
          attrs: { trunkId: "ST_out" },
        },
      ],
      dispatchRules: [
        {
          id: "SDR_rule",
          props: {
            ...{
              name: "Arkenos Dispatch",
              trunkIds: ["ST_in"],
              rule: { type: "individual", roomPrefix: "call", pin: "", noRandomness: false },
            },
            roomConfig: { agents: [{ agentName: "arkenos-agent" }] } as never,
          },
          attrs: { ruleId: "SDR_rule" },
        },
      ],
    },
    twilio: {
      ...{ readable: true, accountSid: "AC00000000000000000000000000000001" },
      trunks: [
        {
          id: TRUNK,
          props: { friendlyName: "Arkenos Inbound", domainName: DOMAIN, secure: false, transferMode: "disable-all" },
          attrs: { trunkSid: TRUNK, terminationDomain: DOMAIN, authType: "CREDENTIAL_LIST", symmetricRtp: false },
          children: {
            originationUrls: [
              {
                id: URL_SID,
                props: {
                  trunkSid: TRUNK,
                  friendlyName: "LiveKit SIP URI",
                  sipUrl: `sip:${SIP_DOMAIN};transport=tcp`,
                  priority: 1,
                  weight: 1,
                  enabled: true,
                },
                attrs: { originationUrlSid: URL_SID },
              },
            ],
            credentialLists: [LIST],
            ipAccessControlLists: [],
          },
        },
      ],
      numbers: numbers.map(ownedNumber),
      credentialLists: [
        {
          id: LIST,
          props: { friendlyName: "Arkenos LiveKit" },
          attrs: { credentialListSid: LIST },
          usernames: ["livekit"],
        },
      ],
    },
  };
}

function ownedNumber(phoneNumber: string, index: number): SeenNumber {
  const id = `PN${String(index).padStart(32, "0")}`;
  return {
    ...{ id, props: { phoneNumber }, attrs: { phoneNumberSid: id, phoneNumber } },
    ...{ phoneNumber, trunkSid: TRUNK, voice: true, voiceApplicationSid: "", emergency: false },
  };
}
