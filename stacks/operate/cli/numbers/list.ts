import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../../on-this-stack.js";
import { stateObjectsOf } from "../../desired/desired.js";
import { verdictData, verdictText } from "../../simulate/verdict-text.js";
import { wantedNumbers } from "../../simulate/wanted.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { observeStack } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";
import { table } from "../terminal/table.js";
import { type ListedNumber, numberStates, STATES } from "./number-states.js";

/** `arkenos numbers list`: the account's numbers, and whether calls to each reach the worker. */
export async function runList(context: Context, { state }: { readonly state?: string | undefined }): Promise<Answer> {
  requireState(state);
  const { stack, desired, observed, verdicts } = await observeStack(context);
  const { twilio } = observed;
  const { numbers: owned, trunks } = twilio.readable ? twilio : { numbers: [], trunks: [] };
  const all = numberStates({
    ...{ wanted: wantedNumbers(desired), verdicts, owned },
    trunkSids: stateObjectsOf(desired, "ElasticTrunk").map(({ id }) => id),
    trunkNames: new Map(trunks.map(({ id, props }) => [id, props.friendlyName ?? ""])),
  });
  const numbers = state === undefined ? all : all.filter((number) => number.state === state);
  const listed = numbers.map(({ verdict, ...rest }) => ({
    ...rest,
    ...(verdict && { verdict: verdictData(verdict) }),
  }));
  const data = { stack: stack.name, numbers: listed };
  if (twilio.readable) return { data, text: render(numbers, all.length) };
  const unread = `Twilio was not read: ${shown(twilio.problem.message)}. Only the numbers in the config are listed.`;
  return {
    data: { ...data, unread },
    text: [...(numbers.length > 0 ? [rows(numbers)] : []), unread].join("\n"),
    exitCode: ExitCode.checksFailed,
  };
}

function requireState(state: string | undefined): void {
  if (state === undefined || STATES.some((known) => known === state)) return;
  throw new CommandError({
    code: "invalid_flag",
    message: `Unknown state "${state}"`,
    exitCode: ExitCode.usage,
    next: `States are ${STATES.join(", ")}`,
  });
}

function render(numbers: readonly ListedNumber[], all: number): string {
  if (all === 0) return `No numbers yet. Find one: ${onThisStack("arkenos numbers search")}`;
  if (numbers.length === 0) return `None of the ${all} numbers match --state.`;
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
