import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import type { Observed, ObservedLiveKit, Seen } from "../observe/observed.js";
import type { Hop } from "./hop.js";
import { type Clouds, simulate, type Simulated } from "./simulate.js";
import { TWILIO_SIGNALING } from "./twilio-signaling.js";
import type { WantedNumber } from "./wanted.js";
import { wrongChoice } from "./worker-choice.js";

/** Whether the worker answers. Only a probe can tell. */
export type Worker = "answering" | "not answering" | "not probed";

/** The result of following a number's calls. Every command reports the same verdict. */
export interface Verdict {
  /** In E.164. */
  readonly number: string;
  /** Where its calls end. */
  readonly calls: "reaches the worker" | "a share of its calls" | "not answered" | "not checked";
  /** Whether the worker answers. */
  readonly worker: Worker;
  /**
   * The share of its calls that reach the worker, from 0 to 1. Undefined if that was not checked, or if it depends on who
   * calls.
   */
  readonly share?: number;
  /** Where most of the other calls end. */
  readonly end?: Pick<Hop, "at" | "says" | "id">;
  /** Why it was not checked. */
  readonly reason?: NotChecked;
}

/** Why a number's calls could not be followed. */
export interface NotChecked {
  /** What is missing. Stable, for scripts. */
  readonly code: "other_account" | "twilio_unread" | "livekit_unread" | "origination_urls_unread" | "not_followed";
  /** A clause without secrets and without its period: `Twilio was not read: …`. */
  readonly message: string;
}

/** The input of a verdict. */
export interface VerdictInput {
  /** The contents of both clouds. */
  readonly observed: Pick<Observed, "livekit" | "twilio">;
  /** The hosts at which this LiveKit project accepts calls from carriers. */
  readonly sipHosts: readonly string[];
  /** The results of probes, by agent name. */
  readonly workers?: ReadonlyMap<string, Worker>;
}

/** Follows a number's calls through the objects in both clouds. Makes no calls. */
export function verdictOf({ observed, sipHosts, workers }: VerdictInput, wanted: WantedNumber): Verdict {
  const { number, agentName, elsewhere } = wanted;
  const worker = workers?.get(agentName) ?? "not probed";
  const { livekit, twilio } = observed;
  const notChecked = (code: NotChecked["code"], message: string): Verdict => {
    return { number, worker, calls: "not checked", reason: { code, message } };
  };
  if (elsewhere !== undefined)
    return notChecked("other_account", `another provider's account, ${elsewhere}, has its objects`);
  if (!twilio.readable) return notChecked("twilio_unread", `Twilio was not read: ${twilio.problem.message}`);
  if (!livekit.readable) return notChecked("livekit_unread", `LiveKit was not read: ${livekit.problem.message}`);
  const sid = twilio.numbers.find(({ phoneNumber }) => phoneNumber === number)?.trunkSid;
  if (twilio.trunks.some(({ id, children }) => id === sid && children === undefined))
    return notChecked("origination_urls_unread", `the origination URLs of trunk ${sid} were not read`);

  try {
    const ways = waysOf({ livekit, twilio, sipHosts }, wanted);
    return followed(
      ways.map((way) => ({ way, end: endOf(way, wanted, livekit) })),
      wanted,
      worker,
    );
  } catch (error) {
    // A number whose objects cannot be interpreted does not affect the verdicts on other numbers.
    const message = error instanceof Error ? error.message : String(error);
    return notChecked("not_followed", `its calls could not be followed (${message})`);
  }
}

/** A route, and the caller if it is on somebody's list. How many calls come from there is not known. */
interface Way extends Simulated {
  readonly from?: string;
}

/** A route, and where it ends if it does not reach the worker. */
interface Followed {
  readonly way: Way;
  readonly end: Verdict["end"];
}

/** Derives the verdict from simulated calls. */
function followed(ways: readonly Followed[], { number }: WantedNumber, worker: Worker): Verdict {
  const lost = ways.filter(({ end }) => end !== undefined);
  const weightOf = ({ way: { from, share } }: Followed) => (from === undefined ? share : 0);
  const [worst] = lost.toSorted((one, other) => weightOf(other) - weightOf(one));
  if (!worst?.end) return { number, worker, calls: "reaches the worker", share: 1 };
  if (lost.length === ways.length) return { number, worker, calls: "not answered", share: 0, end: worst.end };
  const isKnown = ways.every(({ way: { from } }) => from === undefined);
  const share = isKnown && { share: sharesOf(ways.filter((way) => !lost.includes(way))) };
  return { number, worker, calls: "a share of its calls", ...share, end: worst.end };
}

/** Whether every call gets as far as it can be followed. */
export function isThrough({ calls, worker }: Verdict): boolean {
  return calls === "reaches the worker" && worker !== "not answering";
}

/** Whether calls are known to be lost. */
export function isLost(verdict: Verdict): boolean {
  return verdict.calls !== "not checked" && !isThrough(verdict);
}

/** The possible routes of a number's calls, also from callers that another trunk or rule takes. */
function waysOf(clouds: Clouds, wanted: WantedNumber): readonly Way[] {
  const usual = waysFrom(clouds, wanted, wanted.caller);
  const listed = listedCallers(clouds.livekit, wanted, usual);
  const others = listed.flatMap((from) => waysFrom(clouds, wanted, from).map((way) => ({ ...way, from })));
  return [...usual, ...others];
}

/** The accepted callers on the lists of trunks and rules that may take the number, besides those of the usual route. */
function listedCallers(
  { inboundTrunks, dispatchRules }: ObservedLiveKit,
  { number, caller, accepted }: WantedNumber,
  usual: readonly Simulated[],
): readonly string[] {
  if (accepted === undefined) return [];
  const known = new Set(usual.flatMap(({ trunkId, ruleId }) => [trunkId, ruleId]));
  const takes = ({ id, props: { numbers = [] } }: Seen<"InboundTrunk"> | Seen<"DispatchRule">) =>
    !known.has(id) && (numbers.length === 0 || numbers.some((one) => normalizeNumber(one) === number));
  const lists = [
    ...inboundTrunks.filter(takes).map(({ props }) => props.allowedNumbers ?? []),
    ...dispatchRules.filter(takes).map(({ props }) => props.inboundNumbers ?? []),
  ];
  const isAccepted = new Set(accepted.map(normalizeNumber));
  const callers = new Set(lists.flat().map(normalizeNumber));
  return [...callers].filter((one) => one !== caller && (isAccepted.size === 0 || isAccepted.has(one)));
}

/** The routes from one caller. If addresses are restricted, there is one call for each place from which Twilio signals. */
function waysFrom(clouds: Clouds, { number, pin = "" }: WantedNumber, from: string): readonly Simulated[] {
  const restricted = clouds.livekit.inboundTrunks.some(({ props }) => (props.allowedAddresses ?? []).length > 0);
  const call = { from, to: number, pin };
  const sources = restricted ? TWILIO_SIGNALING.map(({ cidr }) => cidr.replace(/\/.*/, "")) : [undefined];
  const ways = sources.flatMap((sourceIp) =>
    simulate(clouds, { ...call, ...(sourceIp !== undefined && { sourceIp }) }),
  );
  return ways.filter(({ share }) => share > 0).map((way) => ({ ...way, share: way.share / sources.length }));
}

function sharesOf(ways: readonly Followed[]): number {
  return ways.reduce((sum, { way: { share } }) => sum + share, 0);
}

/** Where a route ends; undefined if the worker answers as it should. */
function endOf(
  { ok, hops, room, agents = [], ruleId, called = "", from }: Way,
  { agentName, table }: WantedNumber,
  { dispatchRules }: ObservedLiveKit,
): Verdict["end"] {
  const { says: reason, ...last } = hops.at(-1) ?? { at: "number" as const, says: "The call has no route" };
  const who = from === undefined ? "" : `From ${from}: `;
  if (!ok) return { ...last, says: who + reason };
  if (!agents.includes(agentName)) {
    const instead = agents.map((name) => name || "any agent without a name").join(", ") || "nobody";
    return { at: last.at, says: `${who}Room ${room} requests ${instead} instead of ${agentName}` };
  }
  const rule = dispatchRules.find(({ id }) => id === ruleId);
  const wrong = rule && table && wrongChoice({ rule, called, agentName }, table);
  return wrong && { ...wrong, says: who + wrong.says };
}
