import { SIPInboundTrunkInfo, SIPMediaEncryption } from "@livekit/protocol";
import type { Fault } from "../fault.js";
import { NUMBERS, type TestedStack } from "../healthy-stack.js";

const [FIRST] = NUMBERS;
const theTrunk = ({ ids }: TestedStack) => ids.InboundTrunk ?? "";

function patchTrunk({ emulator, ids }: TestedStack, fields: Partial<SIPInboundTrunkInfo>): void {
  emulator.livekit.store.inboundTrunks.patch(ids.InboundTrunk ?? "", fields as never);
}

/** A trunk that somebody else created. */
function addTrunk({ emulator: { livekit } }: TestedStack, fields: object): void {
  const sipTrunkId = "ST_stranger";
  livekit.store.inboundTrunks.insert(new SIPInboundTrunkInfo({ sipTrunkId, name: "Stranger", ...fields }));
}

/** Faults of LiveKit's inbound trunk. */
export const inboundFaults: readonly Fault[] = [
  {
    id: "inbound-trunk-missing",
    when: "the trunk was deleted in the dashboard",
    plant: ({ emulator, ids }) => void emulator.livekit.store.inboundTrunks.delete(ids.InboundTrunk ?? ""),
    subject: theTrunk,
    names: theTrunk,
  },
  {
    id: "inbound-trunk-conflict",
    when: "somebody's trunk lists the same number",
    plant: (target) => addTrunk(target, { numbers: [FIRST] }),
    subject: FIRST,
    names: "ST_stranger",
  },
  {
    id: "inbound-trunk-default-ambiguous",
    severity: "warning",
    when: "two trunks accept any number",
    plant: (target) => {
      const allowedAddresses = ["192.0.2.1"];
      addTrunk(target, { allowedAddresses });
      const twin = new SIPInboundTrunkInfo({ sipTrunkId: "ST_twin", name: "Twin", allowedAddresses });
      target.emulator.livekit.store.inboundTrunks.insert(twin);
    },
    subject: "ST_twin",
    names: "ST_stranger and ST_twin",
  },
  {
    id: "inbound-trunk-open",
    severity: "warning",
    when: "a trunk lists nothing at all",
    plant: (target) => addTrunk(target, {}),
    subject: "ST_stranger",
    names: "ST_stranger",
  },
  {
    id: "inbound-auth-with-twilio",
    when: "the trunk requires a password",
    plant: (target) => patchTrunk(target, { authUsername: "twilio", authPassword: "secret-of-a-trunk" }),
    subject: theTrunk,
    names: theTrunk,
  },
  {
    id: "inbound-auth-incomplete",
    when: "the trunk has a username without a password",
    plant: (target) => patchTrunk(target, { authUsername: "twilio" }),
    subject: theTrunk,
    names: theTrunk,
  },
  {
    id: "inbound-allowed-addresses",
    when: "the trunk allows all of Twilio's ranges but Dublin's",
    plant: (target) =>
      patchTrunk(target, {
        allowedAddresses: [
          ...["54.172.60.0/30", "54.244.51.0/30", "35.156.191.128/30", "54.65.63.192/30"],
          ...["54.169.127.128/30", "54.252.254.64/30", "177.71.206.192/30"],
        ],
      }),
    subject: theTrunk,
    names: "54.171.127.192/30 (Ireland)",
  },
  {
    id: "inbound-allowed-addresses-cloud",
    when: "the trunk allows Twilio's ranges on LiveKit Cloud",
    severity: "warning",
    plant: (target) => {
      patchTrunk(target, { allowedAddresses: ["0.0.0.0/0"] });
      const config = { ...target.desired.config, livekitUrl: "wss://acme.livekit.cloud" };
      target.desired = { ...target.desired, config };
    },
    subject: theTrunk,
    names: theTrunk,
  },
  {
    id: "inbound-allowed-addresses-malformed",
    when: "an allowed address has a bad mask",
    plant: (target) => patchTrunk(target, { allowedAddresses: ["0.0.0.0/0", "54.172.60.0/99"] }),
    subject: theTrunk,
    names: "54.172.60.0/99",
  },
  {
    id: "krisp-self-hosted",
    when: "Krisp is on without LiveKit Cloud",
    severity: "warning",
    plant: (target) => patchTrunk(target, { krispEnabled: true }),
    subject: theTrunk,
    names: theTrunk,
  },
  {
    id: "secure-media",
    when: "LiveKit requires encryption that Twilio does not offer",
    plant: (target) => {
      const media = { onlyListedCodecs: false, codecs: [], encryption: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE };
      patchTrunk(target, { media } as never);
    },
    subject: theTrunk,
    names: "require",
  },
  {
    id: "livekit-field-dropped",
    when: "a field that the stack set reads back empty",
    severity: "warning",
    plant: (target) => {
      const held = target.desired.held.map((one) =>
        one.noun === "InboundTrunk" ? { ...one, state: { ...one.state, authRealm: "acme" } } : one,
      );
      target.desired = { ...target.desired, held };
    },
    subject: theTrunk,
    names: "authRealm",
  },
  {
    id: "livekit-newer-fields",
    when: "a later release of LiveKit has set fields that this package does not know",
    severity: "info",
    plant: ({ emulator, ids }) => {
      const id = ids.InboundTrunk ?? "";
      emulator.livekit.store.laterFields.insert({ id, fields: { srtp_suites: ["AES_256"], later: "" } });
    },
    subject: theTrunk,
    names: "srtp_suites",
  },
  {
    id: "name-ambiguous",
    when: "another trunk got the same name",
    severity: "warning",
    plant: (target) => addTrunk(target, { name: "Arkenos Inbound", numbers: ["+15105550999"] }),
    subject: theTrunk,
    names: "ST_stranger",
  },
  {
    id: "owner-mismatch",
    when: "another stack has put its marker on the trunk",
    plant: (target) => patchTrunk(target, { metadata: '{"arkenos":{"owner":"other/prod/telephony-inbound"}}' }),
    subject: theTrunk,
    names: "other/prod/telephony-inbound",
  },
];
