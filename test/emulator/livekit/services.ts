import { sipCall } from "./auth.js";
import { agentDispatches } from "./routes/agent-dispatches.js";
import { dispatchRules } from "./routes/dispatch-rules.js";
import { inboundTrunks } from "./routes/inbound-trunks.js";
import { outboundTrunks } from "./routes/outbound-trunks.js";
import { rooms } from "./routes/rooms.js";
import { sipParticipants } from "./routes/sip-participants.js";
import { trunks } from "./routes/trunks.js";
import { type Rpc, type Service, unimplemented } from "./rpc.js";
import type { LiveKitStore } from "./store.js";
import { PsrpcError } from "./twirp.js";

/** All methods of livekit-server, by service; those that are not imitated answer 501. */
export function services(store: LiveKitStore): Readonly<Record<string, Service>> {
  return {
    SIP: whileConnected(store, {
      ...inboundTrunks(store),
      ...outboundTrunks(store),
      ...trunks(store),
      ...dispatchRules(store),
      ...sipParticipants(store),
      TransferSIPParticipant: unimplemented("TransferSIPParticipant", sipCall),
    }),
    RoomService: {
      ...rooms(store),
      ...refusals(
        "GetParticipant RemoveParticipant MutePublishedTrack UpdateParticipant UpdateSubscriptions SendData " +
          "ForwardParticipant MoveParticipant PerformRpc",
      ),
    },
    AgentDispatchService: agentDispatches(store),
    Egress: refusals(
      "StartEgress StartRoomCompositeEgress StartWebEgress StartParticipantEgress " +
        "StartTrackCompositeEgress StartTrackEgress UpdateLayout UpdateStream ListEgress StopEgress",
    ),
    Ingress: refusals("CreateIngress UpdateIngress ListIngress DeleteIngress"),
  };
}

function refusals(names: string): Service {
  return Object.fromEntries(names.split(" ").map((name) => [name, unimplemented(name)]));
}

/** Without Redis every method of the SIP service fails (`ErrSIPNotConnected` of livekit/livekit). */
function whileConnected(store: LiveKitStore, service: Service): Service {
  const methods = Object.entries(service).map(([name, rpc]): [string, Rpc] => [
    name,
    (request, grants) => {
      if (!store.sipConnected) throw new PsrpcError("internal", "sip not connected (redis required)");
      return rpc(request, grants);
    },
  ]);
  return Object.fromEntries(methods);
}
