import { dialledNumber, toE164 } from "../routing/routing.js";
import { DEFAULT_TIME_ZONE } from "../contract/time-zone.js";
import type { Persona } from "../contract/persona.js";
import type { CallContext } from "./call-context.js";
import type { Caller } from "./caller.js";
import type { Facts, Vars } from "./variables.js";

/** Who called whom. */
export interface Numbers {
  /** Who placed the call, in E.164 where it is a phone number; undefined where the caller hides it. */
  readonly callerNumber: string | undefined;
  /** Who was called. */
  readonly calledNumber: string | undefined;
}

/** What carriers send in place of a hidden number: a word, or the word typed on a phone's keys (twilio.com/docs/voice/twiml). */
const HIDDEN =
  /^(anonymous|blocked|private|restricted|unavailable|unknown|\+?(266696687|2562533|7378742833|8566696|86282452253))$/i;

/** A call as far as it is known before it has a session. */
interface Known {
  readonly ctx: Pick<CallContext, "job">;
  readonly caller: Caller | undefined;
}

/** The two ends of a call; in a call out, the caller is the stack's own number. */
export function numbersOf(caller: Caller | undefined): Numbers {
  if (caller === undefined) return { callerNumber: undefined, calledNumber: undefined };
  const here = shown(dialledNumber(caller) ?? caller.participant.attributes["sip.trunkPhoneNumber"]);
  const there = shown(caller.number);
  return caller.direction === "inbound"
    ? { callerNumber: there, calledNumber: here }
    : { callerNumber: here, calledNumber: there };
}

/** LiveKit's id of the call, `SCL_…`; the job's where there is no phone. */
export function callIdOf({ ctx, caller }: Known): string {
  return caller?.participant.attributes["sip.callID"] || ctx.job.id;
}

/** What the variables of a call stand for. */
export function factsOf(call: Known & { readonly persona: Persona }, vars: Vars): Facts {
  const { language, timeZone = DEFAULT_TIME_ZONE } = call.persona;
  return { ...numbersOf(call.caller), callId: callIdOf(call), language, timeZone, vars };
}

function shown(number: string | undefined): string | undefined {
  return !number || HIDDEN.test(number) ? undefined : (toE164(number) ?? number);
}
