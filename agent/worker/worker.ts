/**
 * The agent, as LiveKit's job processes import it: each serves one call. Nothing is read while it is
 * imported, for a process may wait long before its call comes.
 */
import { defineAgent } from "@livekit/agents";
import { answerCall } from "../call/call.js";
import { LAST_GOOD } from "../routing/last-good.js";
import { routingSource, RoutingTable } from "../routing/routing.js";

export default defineAgent<{ table: RoutingTable }>({
  prewarm: ({ userData }) => {
    userData.table = new RoutingTable(routingSource(process.env), process.env[LAST_GOOD]);
    try {
      userData.table.read();
    } catch {
      // The call says so, if it is still so when the call comes.
    }
  },
  entry: (ctx) => {
    // LiveKit ends the processes of a worker that was killed, but not their calls: callers would be left in silence.
    process.once("disconnect", () => void ctx.deleteRoom(ctx.job.room?.name));
    return answerCall(ctx, ctx.proc.userData.table, process.env);
  },
});
