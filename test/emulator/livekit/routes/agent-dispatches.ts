import {
  AgentDispatch,
  CreateAgentDispatchRequest,
  DeleteAgentDispatchRequest,
  ListAgentDispatchRequest,
  ListAgentDispatchResponse,
} from "@livekit/protocol";
import { sendAgent } from "../agents.js";
import { rpc, type Service } from "../rpc.js";
import type { LiveKitStore } from "../store.js";
import type { Grants } from "../token.js";
import { PsrpcError } from "../twirp.js";

const adminOf = (grants: Grants, { room }: { readonly room: string }) =>
  grants.video?.roomAdmin === true && (grants.video.room ?? "") === room;

/** The methods for sending agents into rooms. A room that is not there is refused: our choice, the server makes one. */
export function agentDispatches(store: LiveKitStore): Service {
  const { dispatches, rooms, ids } = store;
  return {
    CreateDispatch: rpc(CreateAgentDispatchRequest, AgentDispatch, adminOf, ({ room, agentName, metadata }) => {
      if (!rooms.get(room)) throw new PsrpcError("not_found", "requested room does not exist");
      const dispatch = dispatches.insert(new AgentDispatch({ id: ids.next("AD"), room, agentName, metadata }));
      sendAgent(store, room, agentName);
      return dispatch;
    }),

    ListDispatch: rpc(ListAgentDispatchRequest, ListAgentDispatchResponse, adminOf, ({ room, dispatchId }) => ({
      agentDispatches: dispatches.all(
        (dispatch) => dispatch.room === room && (dispatchId === "" || dispatch.id === dispatchId),
      ),
    })),

    DeleteDispatch: rpc(DeleteAgentDispatchRequest, AgentDispatch, adminOf, ({ dispatchId }) => {
      const dispatch = dispatches.get(dispatchId);
      if (!dispatch) throw new PsrpcError("not_found", "agent dispatch does not exist");
      dispatches.delete(dispatchId);
      return dispatch;
    }),
  };
}
