import { livekit } from "@arkenos/provider/clouds";
import type { Answer } from "../answer.js";
import { CommandError } from "../command-error.js";
import type { Context } from "../context.js";
import { ExitCode } from "../exit-code.js";
import { openConfigured, type OpenedStack } from "../opened-stack.js";
import { table } from "../table.js";
import { twilioAccount } from "./account.js";
import { type ListedNumber, numberStates, type NumberState } from "./number-states.js";

/** `arkenos numbers list`: the account's numbers, and how each of them fares. */
export async function runList(context: Context, { state }: { readonly state?: string | undefined }): Promise<Answer> {
  requireState(state);
  const opened = await openConfigured(context);
  const all = await look(opened);
  const numbers = state === undefined ? all : all.filter((number) => number.state === state);
  return { data: { stack: opened.stack.name, numbers }, text: render(numbers, all.length) };
}

const STATES: readonly NumberState[] = ["routed", "elsewhere", "unassigned", "drifted"];

function requireState(state: string | undefined): void {
  if (state === undefined || STATES.some((known) => known === state)) return;
  throw new CommandError(`There is no state "${state}"`, {
    exitCode: ExitCode.usage,
    next: `States are ${STATES.join(", ")}`,
  });
}

async function look({ stack, config, session }: OpenedStack): Promise<ListedNumber[]> {
  const account = await twilioAccount(session);
  const [outputs, owned, trunks, inbound] = await Promise.all([
    stack.outputs(),
    account.numbers.all(),
    account.trunks.all(),
    session.client(livekit).then((client) => client.inboundTrunks.all()),
  ]);
  const ours = inbound.find(({ sipTrunkId }) => sipTrunkId === outputs.inboundTrunkId);
  return numberStates({
    config,
    elasticTrunkSid: outputs.elasticTrunkSid as string | undefined,
    owned: owned.map(({ phoneNumber, trunkSid }) => ({ phoneNumber, trunkSid: trunkSid ?? "" })),
    trunkNames: new Map(trunks.map(({ sid, friendlyName }) => [sid, friendlyName])),
    answered: new Set(ours?.numbers),
  });
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
