import { log } from "@livekit/agents";
import { loadModels } from "../models/models.js";
import type { RoutingTable } from "../routing/routing.js";
import { toolsFor } from "../tools/tool-set.js";
import { picksUp } from "./caller.js";
import { coldTransfer } from "./cold-transfer.js";
import { factsOf } from "./facts.js";
import { watchFailures } from "./failure.js";
import { greet } from "./greeting.js";
import { hangUpAfter, hangUpOf } from "./hang-up.js";
import { hearKeys } from "./keys.js";
import type { CallContext, Environment, LiveCall } from "./live-call.js";
import { metadataVars } from "./metadata-vars.js";
import { askOnCall } from "./on-call.js";
import { conversationOf, startSession } from "./session.js";
import { expander, withVariables } from "./variables.js";
import { whoAnswers } from "./who-answers.js";

/** One call, from its first ring to its end. Whatever goes wrong, the phone is hung up. */
export async function answerCall(ctx: CallContext, table: RoutingTable, env: Environment): Promise<void> {
  const hangUp = hangUpOf(ctx);
  try {
    const answering = await whoAnswers(ctx, table, env, hangUp);
    if (typeof answering === "string") await hangUp(answering);
    else await converse(await withFacts({ ctx, env, hangUp, ...answering }));
  } catch (error) {
    log().error({ error }, "The call failed");
    await hangUp("failure");
  }
}

/** A call that knows whom it is about: its persona's texts have their variables in place. */
async function withFacts(call: Omit<LiveCall, "session" | "expand">): Promise<Omit<LiveCall, "session">> {
  const vars = await askOnCall(call, metadataVars(call.ctx));
  const expand = expander(factsOf(call, vars));
  return { ...call, expand, persona: withVariables(call.persona, expand) };
}

/** The conversation: each line puts in one part of it, and the greeting begins it. */
async function converse(answered: Omit<LiveCall, "session">): Promise<void> {
  const { ctx, persona, caller, env, expand, hangUp } = answered;
  const tools = toolsFor(persona, coldTransfer(answered), env, expand);
  const { session, agent } = conversationOf(persona, await loadModels(persona, env), tools);
  const call: LiveCall = { ...answered, session };
  hangUpAfter(session, hangUp);
  watchFailures(call);
  hearKeys(call);

  // A session that starts while the phone rings does not end where nobody picks up: it waits for a listener.
  if (caller?.direction === "outbound" && !(await picksUp(ctx, caller))) return hangUp("nobody-picked-up");
  await startSession(call, agent);
  greet(session, persona, env);
}
