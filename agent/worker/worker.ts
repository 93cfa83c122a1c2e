/**
 * The agent, as LiveKit's job processes import it: each serves one call. No table is
 * read while it is imported, for a process may wait long before its call comes.
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
    // A worker that is gone needs no notes.
    takeNotes((value) => process.connected && process.send?.({ case: NOTE, value }, () => undefined));
    userData.table = new RoutingTable(routingSource(process.env), process.env[LAST_GOOD]);
    try {
      userData.table.read();
    } catch {
      // The call says so, if it is still so when the call comes.
    }
  },
  entry: (ctx) => {
    note({ jobId: ctx.job.id, room: ctx.job.room?.name ?? "" });
    // LiveKit ends the processes of a worker that was killed, but not their calls: callers would be left in silence.
    process.once("disconnect", () => void ctx.deleteRoom(ctx.job.room?.name));
    return answerCall(ctx, ctx.proc.userData.table, process.env);
  },
});
