import { SIPTransport, SIPMediaEncryption } from "@livekit/protocol";
import { type Fault, ownId } from "../fault.js";
import type { TestedStack } from "../healthy-stack.js";

/** Makes the stack use SRTP on both sides, with these transports of the outbound trunk and of the origination URL. */
function secureAll({ emulator, ids }: TestedStack, transport: SIPTransport, urlTransport = "tls"): void {
  emulator.twilio.store.trunks.patch(ids.ElasticTrunk ?? "", { secure: true });
  emulator.twilio.store.originationUrls.patch(ownId(ids.OriginationUrl), {
    sipUrl: `sip:acme.sip.livekit.cloud;transport=${urlTransport}`,
  });
  const media = { onlyListedCodecs: false, codecs: [], encryption: SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE };
  emulator.livekit.store.inboundTrunks.patch(ids.InboundTrunk ?? "", { media });
  emulator.livekit.store.outboundTrunks.patch(ids.OutboundTrunk ?? "", { media, transport });
}

/** Faults of encrypted calls. */
export const encryptionFaults: readonly Fault[] = [
  {
    id: "secure-outbound-transport",
    when: "a secure trunk is dialed over TCP",
    plant: (target) => secureAll(target, SIPTransport.SIP_TRANSPORT_TCP),
    subject: ({ ids }) => ids.OutboundTrunk ?? "",
    names: "tls",
  },
  {
    id: "secure-origination",
    when: "the URL of a secure trunk says tcp",
    plant: (target) => secureAll(target, SIPTransport.SIP_TRANSPORT_TLS, "tcp"),
    subject: ({ ids }) => ids.OriginationUrl ?? "",
    names: "tls",
  },
];
