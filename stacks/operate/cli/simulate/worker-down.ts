import { shown } from "@arkenos/provider/text";
import type { PhoneCall } from "../../simulate/phone-call.js";
import type { Unanswered } from "../../simulate/worker-down.js";
import type { Answer } from "../terminal/answer.js";
import { ExitCode } from "../failure/exit-code.js";
import { wayData, wayLines } from "./way-lines.js";

/** The answer of `arkenos simulate --worker-down`: what a caller hears while no worker runs, and what takes over. */
export function workerDownAnswer({ from, to }: PhoneCall, ways: readonly Unanswered[]): Answer {
  const isTakenOver = ways.every(({ takenOverBy }) => takenOverBy !== undefined);
  const endings = [...new Set(ways.map(ending))];
  return {
    data: {
      from,
      to,
      workerDown: true,
      takenOver: isTakenOver,
      ways: ways.map((way) => ({ ...wayData(way), text: ending(way) })),
    },
    text: [
      ...ways.flatMap(wayLines),
      ...endings.map((text) => `${to}: while no worker runs, ${text}.`),
      ...caveat(ways),
    ].join("\n"),
    exitCode: isTakenOver ? ExitCode.ok : ExitCode.checksFailed,
  };
}

function ending({ hops, ringsSeconds, status, takenOverBy }: Unanswered): string {
  if (ringsSeconds === undefined)
    return shown(`a call does not ring at all: ${hops.at(-1)?.says ?? "it has no route"}`);
  const rings = `the caller hears ringing for up to ${ringsSeconds} s`;
  if (takenOverBy !== undefined) return shown(`${rings}, then ${takenOverBy} takes over`);
  if (status === undefined) return shown(`${rings}, then ${hops.at(-1)?.says ?? "the call is lost"}`);
  return `${rings}, then the call ends with ${status}, and nothing takes over`;
}

/** LiveKit stores the status, but livekit-sip sends it, and no API reports the version of livekit-sip. */
function caveat(ways: readonly Unanswered[]): string[] {
  return ways.some(({ takenOverBy, ringsSeconds }) => takenOverBy !== undefined && ringsSeconds)
    ? ["This is what the settings say. livekit-sip 1.8.0 always answers 486, so only a real call can confirm it."]
    : [];
}
