/**
 * The agent that LiveKit's job processes import. Each process handles one call. It must not read the routing table at
 * import time, because a process may wait a long time for its call.
 */
import { defineAgent } from "@livekit/agents";
import { answerCall } from "../call/call.js";
import { note, takeNotes } from "../call/call-note.js";
import { LAST_GOOD } from "../routing/last-good.js";
import { routingSource, RoutingTable } from "../routing/routing.js";
import { NOTE } from "./call-processes.js";
import { redactOutput } from "./redacted-output.js";
import { readSettings } from "./settings.js";

if (readSettings(process.env).redactCallers) redactOutput();

export default defineAgent<{ table: RoutingTable }>({
  prewarm: ({ userData }) => {
    // If the worker has stopped, nobody needs the notes.
    takeNotes((value) => process.connected && process.send?.({ case: NOTE, value }, () => undefined));
    userData.table = new RoutingTable(routingSource(process.env), process.env[LAST_GOOD]);
    try {
      userData.table.read();
    } catch {
      // If the table is still invalid when a call arrives, the call reports it.
    }
  },
  entry: (ctx) => {
    note({ jobId: ctx.job.id, room: ctx.job.room?.name ?? "" });
    // LiveKit ends the processes of a killed worker but not their calls, which would leave the callers in silence.
    process.once("disconnect", () => void ctx.deleteRoom(ctx.job.room?.name));
    return answerCall(ctx, ctx.proc.userData.table, process.env);
  },
});
