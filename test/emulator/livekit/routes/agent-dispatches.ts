import {
  AgentDispatch,
  CreateAgentDispatchRequest,
  CreateRoomRequest,
  DeleteAgentDispatchRequest,
  ListAgentDispatchRequest,
  ListAgentDispatchResponse,
} from "@livekit/protocol";
import { dispatch, openRoom } from "../room.js";
import { rpc, type Service } from "../rpc.js";
import type { LiveKitStore } from "../store.js";
import type { Grants } from "../token.js";
import { PsrpcError } from "../twirp.js";

const adminOf = (grants: Grants, { room }: { readonly room: string }) =>
  grants.video?.roomAdmin === true && (grants.video.room ?? "") === room;

/** The methods that send agents into rooms. A missing room is created. */
export function agentDispatches(store: LiveKitStore): Service {
  const { dispatches } = store;
  /** The server asks the node that has the room, and none answers for a missing one. */
  const ensureAnswered = (room: string): void => {
    if (!store.rooms.get(room)) throw new PsrpcError("unavailable", "no response from servers");
  };
  return {
    CreateDispatch: rpc(CreateAgentDispatchRequest, AgentDispatch, adminOf, ({ room, agentName, metadata }) => {
      openRoom(store, new CreateRoomRequest({ name: room }));
      return dispatch(store, { room, agentName, metadata });
    }),

    ListDispatch: rpc(ListAgentDispatchRequest, ListAgentDispatchResponse, adminOf, ({ room, dispatchId }) => {
      ensureAnswered(room);
      const ofRoom = dispatches.all((one) => one.room === room && (dispatchId === "" || one.id === dispatchId));
      return { agentDispatches: ofRoom };
    }),

    DeleteDispatch: rpc(DeleteAgentDispatchRequest, AgentDispatch, adminOf, ({ room, dispatchId }) => {
      ensureAnswered(room);
      const found = dispatches.get(dispatchId);
      if (found?.room !== room) throw new PsrpcError("not_found", "dispatch ID not found");
      dispatches.delete(dispatchId);
      return found;
    }),
  };
}
