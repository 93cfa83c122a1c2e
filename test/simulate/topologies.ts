import type { PartialMessage } from "@bufbuild/protobuf";
import { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPMediaEncryption } from "@livekit/protocol";
import type { Emulator } from "../emulator/index.js";
import { ACCOUNT_SID } from "../emulator/twilio/seed.js";
import type { Random } from "../live/fuzz/random.js";

/** The numbers, callers and hosts of a random topology: few, so that they coincide. */
export const NUMBERS = ["+15105550100", "+15105550101", "+15105550102"];
export const CALLERS = ["+15105550177", "+442079460177"];
export const HOSTS = ["acme.sip.livekit.cloud", "acme.eu.sip.livekit.cloud"];
const SPELLINGS = [...NUMBERS, "1 (510) 555-0100", "15105550101"];
const URLS = [
  `sip:${HOSTS[0]};transport=tcp`,
  `sip:${HOSTS[1]};transport=tls`,
  "sip:old.sip.livekit.cloud;transport=tcp",
  `sip:+15105550102@${HOSTS[0]}`,
  `sips:${HOSTS[0]}`,
];
const {
  SIP_MEDIA_ENCRYPT_ALLOW: allow,
  SIP_MEDIA_ENCRYPT_DISABLE: disable,
  SIP_MEDIA_ENCRYPT_REQUIRE: require,
} = SIPMediaEncryption;

/** Fills both clouds with objects, matching or not. */
export function fillAtRandom(
  { livekit: { store: livekit }, twilio: { store: twilio } }: Emulator,
  random: Random,
): void {
  livekit.clear();
  twilio.trunks.clear();
  twilio.originationUrls.clear();
  const trunks = ["TK1", "TK2"].map(() => ({ ...twilio.entity("TK", ACCOUNT_SID), secure: random.chance(0.15) }));
  for (const trunk of trunks) {
    twilio.trunks.insert({
      ...trunk,
      ...{
        friendlyName: "Arkenos Inbound",
        domainName: null,
        disasterRecoveryUrl: null,
        disasterRecoveryMethod: "POST",
      },
      ...{ transferMode: "disable-all", transferCallerId: "from-transferee", cnamLookupEnabled: false },
      ...{ symmetricRtpEnabled: false, recording: { mode: "do-not-record", trim: "do-not-trim" } },
    });
    for (const sipUrl of [URLS[0], ...random.some(URLS, 2)].slice(random.chance(0.3) ? 1 : 0)) {
      twilio.originationUrls.insert({
        ...twilio.entity("OU", ACCOUNT_SID),
        ...{ trunkSid: trunk.sid, friendlyName: "LiveKit", sipUrl: sipUrl ?? "", enabled: random.chance(0.75) },
        ...{ priority: random.pick([1, 2]), weight: random.pick([1, 2]) },
      });
    }
  }
  for (const { sid } of twilio.numbers.all())
    twilio.numbers.patch(sid, { trunkSid: random.chance(0.15) ? null : random.pick(trunks).sid });
  const ids = random.some(["one", "two"], 2).map(() => addTrunk(livekit, random));
  for (const _ of random.some(["one", "two"], 2)) addRule(livekit, random, ids);
}

function addTrunk(livekit: Emulator["livekit"]["store"], random: Random): string {
  const fields: PartialMessage<SIPInboundTrunkInfo> = {
    sipTrunkId: livekit.ids.next("ST"),
    name: "Arkenos Inbound",
    numbers: random.chance(0.5) ? random.some(NUMBERS, 1) : random.some(SPELLINGS),
    allowedNumbers: random.chance(0.3) ? random.some(CALLERS) : [],
    ...(random.chance(0.12) && { authUsername: "twilio", authPassword: random.pick(["", "secret"]) }),
    ...(random.chance(0.3) && { media: { encryption: random.pick([allow, disable, require]) } }),
  };
  return livekit.inboundTrunks.insert(new SIPInboundTrunkInfo(fields)).sipTrunkId;
}

function addRule(livekit: Emulator["livekit"]["store"], random: Random, trunks: readonly string[]): void {
  const pin = random.chance(0.2) ? "12" : "";
  const rule = random.pick([
    { case: "dispatchRuleDirect" as const, value: { roomName: random.pick(["lobby", "bar"]), pin } },
    { case: "dispatchRuleIndividual" as const, value: { roomPrefix: "call", pin, noRandomness: random.chance(0.5) } },
    { case: "dispatchRuleCallee" as const, value: { roomPrefix: "", pin, randomize: random.chance(0.5) } },
  ]);
  const fields: PartialMessage<SIPDispatchRuleInfo> = {
    sipDispatchRuleId: livekit.ids.next("SDR"),
    name: "Arkenos Dispatch",
    rule: { rule },
    trunkIds: random.chance(0.6) ? trunks.slice(0, 1) : random.some([...trunks, "ST_gone"]),
    numbers: random.chance(0.3) ? random.some(NUMBERS) : [],
    inboundNumbers: random.chance(0.3) ? random.some(CALLERS) : [],
    hidePhoneNumber: random.chance(0.3),
    roomConfig: { agents: random.some([{ agentName: "arkenos-agent" }, { agentName: "" }], 2) },
    ...(random.chance(0.3) && { media: { encryption: random.pick([allow, disable, require]) } }),
  };
  livekit.dispatchRules.insert(new SIPDispatchRuleInfo(fields));
}
