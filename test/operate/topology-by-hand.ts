import { ENVIRONMENT, type Setting } from "../../provider/settings.js";
import type { Emulator } from "../emulator/index.js";
import { Run } from "../provider/run.js";

/** The names and numbers of a topology that a person created in two consoles. */
export interface ByHand {
  readonly numbers: readonly string[];
  /** The prefix of its domain. @default "byhand" */
  readonly domain?: string;
  /** Digits that callers must type. @default "" */
  readonly pin?: string;
  /** Whether the rule names the trunk, or serves every trunk. @default true */
  readonly ruleNamesTrunk?: boolean;
  /** Additional fields of the inbound trunk. */
  readonly inbound?: Readonly<Record<string, unknown>>;
  /** The SIP URI that receives the calls. @default "sip:acme.sip.livekit.cloud:5060;transport=tcp" */
  readonly sipUrl?: string;
}

/** Creates a topology as the consoles' guides describe it, without our markers. */
export async function makeByHand({ env }: Emulator, wanted: ByHand) {
  const { numbers, domain = "byhand", pin = "", ruleNamesTrunk = true, inbound = {}, sipUrl } = wanted;
  const settings = Object.entries(ENVIRONMENT).map(([name, variable]) => [name as Setting, env[variable]] as const);
  const run = new Run(Object.fromEntries(settings));
  const domainName = `${domain}.pstn.twilio.com`;
  const { id: trunkSid } = await run.create("ElasticTrunk", { friendlyName: "livekit", domainName });
  await run.create("OriginationUrl", {
    ...{ trunkSid, friendlyName: "LiveKit", sipUrl: sipUrl ?? "sip:acme.sip.livekit.cloud:5060;transport=tcp" },
  });
  for (const number of numbers) await run.create("NumberAssociation", { number, trunkSid });
  const { id: credentialListSid } = await run.create("CredentialList", { friendlyName: `${domain} credentials` });
  const { state } = await run.create("Credential", { credentialListSid, username: "byhand" });
  await run.create("TrunkCredentialList", { trunkSid, credentialListSid });
  const { id: inboundTrunk } = await run.create("InboundTrunk", {
    ...{ name: "Twilio Inbound Trunk", numbers: [...numbers] },
    ...inbound,
  });
  const { id: dispatchRule } = await run.create("DispatchRule", {
    name: "dispatch_twilio",
    rule: { type: "individual", roomPrefix: "call", pin },
    roomConfig: { agents: [{ agentName: "front-desk" }] },
    ...(ruleNamesTrunk ? { trunkIds: [inboundTrunk] } : { anyTrunk: true }),
  });
  const { id: outboundTrunk } = await run.create("OutboundTrunk", {
    ...{ name: "Twilio Outbound Trunk", address: domainName, numbers: [...numbers] },
    authUsername: "byhand",
    authPassword: String(state.authPassword),
  });
  return { trunkSid, credentialListSid, inboundTrunk, dispatchRule, outboundTrunk };
}
