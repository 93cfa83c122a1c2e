import type { LookupFunction } from "node:net";
import { log } from "@livekit/agents";
import { isJsonObject, jsonObjectIn } from "../json-object.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import { callIdOf, numbersOf } from "./facts.js";
import type { LiveCall } from "./live-call.js";
import type { Vars } from "./variables.js";
import { postTo } from "./webhook-request.js";

/** How long a caller hears the phone ring for it. */
export const PATIENCE_MS = 1_500;

/**
 * Asks the persona's `onCall` about a call, once, while the phone rings.
 *
 * @param vars what the call brings with it already
 * @returns what is known then: the answer's values before those that the call brought
 */
export async function askOnCall(
  call: Pick<LiveCall, "ctx" | "agentId" | "persona" | "caller" | "env">,
  vars: Vars,
  lookup?: LookupFunction,
): Promise<Vars> {
  const { agentId, persona, caller, env } = call;
  const { onCall } = persona;
  if (onCall === undefined) return vars;
  const callId = callIdOf(call);
  const { callerNumber = null, calledNumber = null } = numbersOf(caller);
  const direction = caller?.direction ?? null;
  const body = JSON.stringify({ callId, agentId, direction, callerNumber, calledNumber, vars });
  try {
    const { text } = await postTo({ webhook: onCall, body, env, milliseconds: PATIENCE_MS, lookup });
    return { ...vars, ...varsOf(text) };
  } catch (error) {
    const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secretsIn(env));
    log().warn({ agentId, callId, reason }, "onCall gave no variables; the call goes on without");
    return vars;
  }
}

/** An empty answer has nothing to add. */
function varsOf(text: string): Vars {
  if (text.trim() === "") return {};
  const answer = jsonObjectIn(text);
  if (answer === undefined) throw new Error("its answer is not a JSON object");
  return isJsonObject(answer["vars"]) ? answer["vars"] : answer;
}
