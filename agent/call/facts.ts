import { dialedNumber, toE164 } from "../routing/routing.js";
import { DEFAULT_TIME_ZONE } from "../contract/time-zone.js";
import type { Persona } from "../contract/persona.js";
import type { CallContext } from "./call-context.js";
import type { Caller } from "./caller.js";
import type { Facts, Vars } from "./variables.js";

/** The numbers of a call. */
export interface Numbers {
  /** Number that placed the call, in E.164 if it is a phone number; undefined if the caller withholds it. */
  readonly callerNumber: string | undefined;
  /** Number that was called. */
  readonly calledNumber: string | undefined;
}

/** What carriers send for a withheld number: a word, or its digits on a phone keypad (twilio.com/docs/voice/twiml). */
const HIDDEN =
  /^(anonymous|blocked|private|restricted|unavailable|unknown|\+?(266696687|2562533|7378742833|8566696|86282452253))$/i;

/** What is known about a call before its session. */
interface Known {
  readonly ctx: Pick<CallContext, "job">;
  readonly caller: Caller | undefined;
}

/** The numbers of both sides. In an outbound call, the caller is the stack's number. */
export function numbersOf(caller: Caller | undefined): Numbers {
  if (caller === undefined) return { callerNumber: undefined, calledNumber: undefined };
  const here = shown(dialedNumber(caller) ?? caller.participant.attributes["sip.trunkPhoneNumber"]);
  const there = shown(caller.number);
  return caller.direction === "inbound"
    ? { callerNumber: there, calledNumber: here }
    : { callerNumber: here, calledNumber: there };
}

/** LiveKit's id of the call, `SCL_…`; the job's id if there is no SIP participant. */
export function callIdOf({ ctx, caller }: Known): string {
  return caller?.participant.attributes["sip.callID"] || ctx.job.id;
}

/** The values for a call's variables. */
export function factsOf(call: Known & { readonly persona: Persona }, vars: Vars): Facts {
  const { language, timeZone = DEFAULT_TIME_ZONE } = call.persona;
  return { ...numbersOf(call.caller), callId: callIdOf(call), language, timeZone, vars };
}

function shown(number: string | undefined): string | undefined {
  return !number || HIDDEN.test(number) ? undefined : (toE164(number) ?? number);
}
