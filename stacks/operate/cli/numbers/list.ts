import { shown } from "@arkenos/provider/text";
import { heldOf } from "../../desired/desired.js";
import { verdictData, verdictText } from "../../simulate/verdict-text.js";
import { wantedNumbers } from "../../simulate/wanted.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { lookAtStack } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";
import { table } from "../terminal/table.js";
import { type ListedNumber, numberStates, STATES } from "./number-states.js";

/** `arkenos numbers list`: the account's numbers, and what becomes of the calls to each. */
export async function runList(context: Context, { state }: { readonly state?: string | undefined }): Promise<Answer> {
  requireState(state);
  const { stack, desired, observed, verdicts } = await lookAtStack(context);
  const { twilio } = observed;
  const { numbers: owned, trunks } = twilio.readable ? twilio : { numbers: [], trunks: [] };
  const all = numberStates({
    ...{ wanted: wantedNumbers(desired), verdicts, owned },
    trunkSids: heldOf(desired, "ElasticTrunk").map(({ id }) => id),
    trunkNames: new Map(trunks.map(({ id, props }) => [id, props.friendlyName ?? ""])),
  });
  const numbers = state === undefined ? all : all.filter((number) => number.state === state);
  const told = numbers.map(({ verdict, ...rest }) => ({ ...rest, ...(verdict && { verdict: verdictData(verdict) }) }));
  const data = { stack: stack.name, numbers: told };
  if (twilio.readable) return { data, text: render(numbers, all.length) };
  const unread = `Twilio was not read: ${shown(twilio.problem.message)}. Numbers that only the account knows are missing.`;
  return {
    data: { ...data, unread },
    text: [...(numbers.length > 0 ? [rows(numbers)] : []), unread].join("\n"),
    exitCode: ExitCode.checksFailed,
  };
}

function requireState(state: string | undefined): void {
  if (state === undefined || STATES.some((known) => known === state)) return;
  throw new CommandError(`There is no state "${state}"`, {
    exitCode: ExitCode.usage,
    next: `States are ${STATES.join(", ")}`,
  });
}

function render(numbers: readonly ListedNumber[], all: number): string {
  if (all === 0) return "The account owns no numbers, and the stack wants none. Look for one: arkenos numbers search";
  if (numbers.length === 0) return `None of ${all} numbers is in that state.`;
  return rows(numbers);
}

function rows(numbers: readonly ListedNumber[]): string {
  const cells = numbers.map(({ number, agent = "", trunk, state, verdict }) => [
    number,
    agent,
    trunk ? trunk.name || trunk.sid : "",
    state,
    verdict ? verdictText(verdict) : "",
  ]);
  return table(["NUMBER", "AGENT", "TRUNK", "STATE", "CALLS"], cells);
}
