import { log } from "@livekit/agents";
import { type Resolution, resolve, resolveEarly, type RoutingTable } from "../routing/routing.js";
import { readSettings } from "../worker/settings.js";
import { note } from "./call-note.js";
import type { CallRecorder } from "./call-recorder.js";
import { callerOf } from "./caller.js";
import { watchCaller } from "./caller-watch.js";
import type { EndReason } from "./end-reason.js";
import type { HangUp } from "./hang-up.js";
import type { CallContext, Environment, LiveCall } from "./live-call.js";

type Rejection = Extract<Resolution, { rejected: string }>;

/** Who is on the phone and which persona answers, or why nobody does. What is known before the room is, is decided before it. */
export async function whoAnswers(
  ctx: CallContext,
  table: RoutingTable,
  env: Environment,
  hangUp: HangUp,
  record: Pick<CallRecorder, "caller" | "agent">,
): Promise<Pick<LiveCall, "agentId" | "persona" | "caller" | "outbound"> | EndReason> {
  const { routes, problem } = table.read();
  if (problem !== undefined) log().warn({ problem }, "The routing table is broken; the last good one is used");
  const metadata = () => ({
    jobMetadata: ctx.job.metadata,
    roomMetadata: ctx.room.metadata || ctx.job.room?.metadata || "",
  });
  const early = resolveEarly(metadata(), routes);
  if (early !== undefined && "rejected" in early) return reject(early);
  if (early !== undefined) {
    note({ agentId: early.agentId });
    // Who was sent here by name has the record, also where nobody comes.
    record.agent(early);
  }

  await ctx.connect();
  const caller = ctx.isFakeJob ? undefined : await callerOf(ctx, early !== undefined);
  if (caller === undefined && !ctx.isFakeJob) return "nobody-there";
  record.caller({ ctx, caller });
  if (caller !== undefined) watchCaller(ctx, caller, hangUp, readSettings(env).redactCallers);

  // Only where no phone is may a developer say who answers.
  const override = ctx.isFakeJob || env["LIVEKIT_DEV_MODE"] === "1" ? env["ARKENOS_AGENT_ID"] : undefined;
  const resolution = resolve(
    { ...metadata(), ...(caller && { participant: caller.participant }), ...(override && { override }) },
    routes,
  );
  if ("rejected" in resolution) return reject(resolution);
  const { agentId, persona, because } = resolution;
  note({ agentId });
  log().info({ agentId, because }, `Resolved SIP call to agent: ${agentId}`);
  record.agent({ agentId, persona });
  return { agentId, persona, caller, outbound: routes.contract.outbound };
}

function reject({ rejected, because }: Rejection): EndReason {
  log().warn({ because }, rejected);
  return "no-agent";
}
