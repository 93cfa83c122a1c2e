import { sipCall } from "./auth.js";
import { dispatchRules } from "./routes/dispatch-rules.js";
import { inboundTrunks } from "./routes/inbound-trunks.js";
import { outboundTrunks } from "./routes/outbound-trunks.js";
import { rooms } from "./routes/rooms.js";
import { trunks } from "./routes/trunks.js";
import { type Service, unimplemented } from "./rpc.js";
import type { LiveKitStore } from "./store.js";

/** All methods that livekit-server 1.13.5 has, by service; those that are not imitated answer 501. */
export function services(store: LiveKitStore): Readonly<Record<string, Service>> {
  return {
    SIP: {
      ...inboundTrunks(store),
      ...outboundTrunks(store),
      ...trunks(store),
      ...dispatchRules(store),
      CreateSIPParticipant: unimplemented("CreateSIPParticipant", sipCall),
      TransferSIPParticipant: unimplemented("TransferSIPParticipant", sipCall),
    },
    RoomService: {
      ...rooms(store),
      ...refusals(
        "GetParticipant RemoveParticipant MutePublishedTrack UpdateParticipant UpdateSubscriptions SendData " +
          "ForwardParticipant MoveParticipant PerformRpc",
      ),
    },
    AgentDispatchService: refusals("CreateDispatch DeleteDispatch ListDispatch"),
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
