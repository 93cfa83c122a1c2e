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

/** Finds the caller and the persona that answers, or why there is none. Decides before joining the room if possible. */
export async function whoAnswers(
  ctx: CallContext,
  table: RoutingTable,
  env: Environment,
  hangUp: HangUp,
  record: Pick<CallRecorder, "caller" | "agent">,
): Promise<Pick<LiveCall, "agentId" | "persona" | "caller" | "outbound"> | EndReason> {
  const { routes, problem } = table.read();
  if (problem !== undefined)
    log().warn(
      { problem: problem.message, code: problem.detail.code },
      "The routing table is invalid; the last valid one is used",
    );
  const metadata = () => ({
    jobMetadata: ctx.job.metadata,
    roomMetadata: ctx.room.metadata || ctx.job.room?.metadata || "",
  });
  const early = resolveEarly(metadata(), routes);
  if (early !== undefined && "rejected" in early) return reject(early);
  if (early !== undefined) {
    note({ agentId: early.agentId });
    // Record a named agent even if nobody joins the call.
    record.agent(early);
  }

  await ctx.connect();
  const caller = ctx.isFakeJob ? undefined : await callerOf(ctx, early !== undefined);
  if (caller === undefined && !ctx.isFakeJob) return "nobody-there";
  record.caller({ ctx, caller });
  if (caller !== undefined) watchCaller(ctx, caller, hangUp, readSettings(env).redactCallers);

  // Developers may override the agent only when no phone is involved.
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
