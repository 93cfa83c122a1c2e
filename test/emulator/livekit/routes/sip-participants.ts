import { CreateSIPParticipantRequest, ParticipantInfo_Kind, SIPParticipantInfo } from "@livekit/protocol";
import { sipCall } from "../auth.js";
import { join } from "../agents.js";
import { rpc, type Service } from "../rpc.js";
import type { LiveKitStore } from "../store.js";
import { PsrpcError, TwirpError, type Code } from "../twirp.js";

/** How LiveKit reports a carrier's refusal: our choice, because only the status is known. */
const CODES: ReadonlyMap<number, Code> = new Map([
  [401, "permission_denied"],
  [403, "permission_denied"],
  [407, "permission_denied"],
  [404, "not_found"],
]);

/** Outbound calls. The called person answers at once, unless the carrier refuses. */
export function sipParticipants(store: LiveKitStore): Service {
  return {
    CreateSIPParticipant: rpc(CreateSIPParticipantRequest, SIPParticipantInfo, sipCall, (request) => {
      const { sipTrunkId, sipNumber, sipCallTo, roomName, participantIdentity } = request;
      const trunk = store.outboundTrunks.get(sipTrunkId);
      if (!trunk) throw new PsrpcError("not_found", "requested sip trunk does not exist");
      const { address, authUsername, authPassword, numbers } = trunk;
      const from = sipNumber || (numbers[0] ?? "");
      const answer = store.carrier({ address, authUsername, authPassword, from, to: sipCallTo });
      if (answer.status !== 200) {
        const meta = { sip_status_code: String(answer.status), sip_status: answer.reason };
        throw new TwirpError(CODES.get(answer.status) ?? "unavailable", `sip status: ${answer.status}`, meta);
      }
      const { sid } = join(store, roomName, {
        identity: participantIdentity,
        kind: ParticipantInfo_Kind.SIP,
        tracks: [],
      });
      return { participantId: sid, participantIdentity, roomName, sipCallId: store.ids.next("SCL") };
    }),
  };
}
