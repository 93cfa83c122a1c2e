import type { Interest } from "../../observe/needs.js";
import { observe } from "../../observe/observe.js";
import type { Answer } from "../answer.js";
import { CommandError } from "../command-error.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { openConfigured, type OpenedStack } from "../opened-stack.js";
import { table } from "../table.js";
import { type ListedNumber, numberStates, type NumberState } from "./number-states.js";

/** `arkenos numbers list`: the account's numbers, and how each of them fares. */
export async function runList(context: Context, { state }: { readonly state?: string | undefined }): Promise<Answer> {
  requireState(state);
  const opened = await openConfigured(context);
  const { numbers: all, unasked } = await look(opened);
  const numbers = state === undefined ? all : all.filter((number) => number.state === state);
  const doubt =
    unasked === undefined
      ? ""
      : `\n\nLiveKit could not be asked, so "routed" is true of Twilio's side only: ${unasked}`;
  const data = { stack: opened.stack.name, numbers, ...(unasked !== undefined && { unasked }) };
  return { data, text: render(numbers, all.length) + doubt };
}

const STATES: readonly NumberState[] = ["routed", "elsewhere", "unassigned", "drifted"];

function requireState(state: string | undefined): void {
  if (state === undefined || STATES.some((known) => known === state)) return;
  throw new CommandError(`There is no state "${state}"`, {
    exitCode: ExitCode.usage,
    next: `States are ${STATES.join(", ")}`,
  });
}

/** Nothing is read in depth. */
const NOTHING: Interest = { trunkSids: [], trunkName: "", numbers: [] };

interface Look {
  readonly numbers: readonly ListedNumber[];
  /** Why LiveKit could not be asked. */
  readonly unasked?: string;
}

async function look({ stack, config, session }: OpenedStack): Promise<Look> {
  const [outputs, { livekit, twilio }] = await Promise.all([stack.outputs(), observe(session, NOTHING)]);
  if (!twilio.readable) throw new CommandError(twilio.problem.message);
  const ours = livekit.readable ? livekit.inboundTrunks.find(({ id }) => id === outputs.inboundTrunkId) : undefined;
  const numbers = numberStates({
    config,
    elasticTrunkSid: outputs.elasticTrunkSid as string | undefined,
    owned: twilio.numbers,
    trunkNames: new Map(twilio.trunks.map(({ id, props }) => [id, props.friendlyName ?? ""])),
    ...(livekit.readable && { answered: new Set(ours?.props.numbers) }),
  });
  return { numbers, ...(!livekit.readable && { unasked: livekit.problem.message }) };
}

function render(numbers: readonly ListedNumber[], all: number): string {
  if (all === 0) return "The account owns no numbers, and the config names none. Look for one: arkenos numbers search";
  if (numbers.length === 0) return `None of ${all} numbers is in that state.`;
  const rows = numbers.map(({ number, agent = "", trunk, state, note = "" }) => [
    number,
    agent,
    trunk ? trunk.name || trunk.sid : "",
    state,
    note,
  ]);
  return table(["NUMBER", "AGENT", "TRUNK", "STATE", ""], rows);
}
