import type { LookupFunction } from "node:net";
import { log } from "@livekit/agents";
import { isJsonObject, jsonObjectIn } from "../json-object.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import { callIdOf, numbersOf } from "./facts.js";
import type { LiveCall } from "./live-call.js";
import type { Vars } from "./variables.js";
import { postTo } from "./webhook-request.js";

/** Timeout of the request, in milliseconds; the phone rings meanwhile. */
export const TIMEOUT_MS = 1_500;

/**
 * Calls the persona's `onCall` webhook once, while the phone rings.
 *
 * @param vars the variables from the call's metadata
 * @returns these variables, overridden by those of the response
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
    const { text } = await postTo({ webhook: onCall, body, env, milliseconds: TIMEOUT_MS, lookup });
    return { ...vars, ...varsOf(text) };
  } catch (error) {
    const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secretsIn(env));
    log().warn({ agentId, callId, reason }, "onCall failed; the call continues without its variables");
    return vars;
  }
}

/** The variables in a response; an empty response has none. */
function varsOf(text: string): Vars {
  if (text.trim() === "") return {};
  const response = jsonObjectIn(text);
  if (response === undefined) throw new Error("its response is not a JSON object");
  return isJsonObject(response["vars"]) ? response["vars"] : response;
}
