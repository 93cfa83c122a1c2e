import type { Contract } from "@arkenos/agent/contract";
import { isE164 } from "@arkenos/provider/values/e164";
import { type Desired, stateObjectsOf } from "../desired/desired.js";
import { numbersInState, textsIn } from "../desired/numbers-in-state.js";
import { topologiesOf } from "../desired/topologies.js";
import type { WorkerTable } from "./worker-choice.js";

/** A number whose calls should reach the worker. */
export interface WantedNumber {
  /** In E.164. */
  readonly number: string;
  /** The agent name of its worker. */
  readonly agentName: string;
  /** The agent that answers it; undefined if only the program knows. */
  readonly agent?: string;
  /** A caller that is accepted: one of the allowed callers, or any number. */
  readonly caller: string;
  /** The callers that the stack accepts; empty means all. Undefined if only the calls of `caller` matter. */
  readonly accepted?: readonly string[];
  /** The PIN that the caller enters if asked. @default none */
  readonly pin?: string | undefined;
  /** The account that holds its objects, if a provider of the program has another account than the stack. */
  readonly elsewhere?: string | undefined;
  /** How the worker chooses the agent; undefined if the last run's outputs do not say. */
  readonly table?: WorkerTable | undefined;
}

/** A caller that is on no list. */
export const ANY_CALLER = "+15555550199";

/** The numbers that a stack wants to answer, in its config and in the state and the outputs after the last run. */
export function wantedNumbers(desired: Desired): readonly WantedNumber[] {
  const wanted = topologiesOf(desired).flatMap(wantedIn);
  return [...new Map(wanted.map((one) => [one.number, one] as const).toReversed()).values()].toReversed();
}

/** The numbers that one topology of a stack wants to answer. */
export function wantedIn(topology: Desired): readonly WantedNumber[] {
  const { agentName, inbound } = topology.config;
  const caller = inbound.allowedNumbers[0] ?? ANY_CALLER;
  const numbers = [...new Set(numbersOf(topology))];
  return numbers.map((number): WantedNumber => {
    const answer = topology.config.numbers[number];
    const worker = answer === undefined ? workerOf(topology, number) : answer.agentName;
    const pin = pinOf(topology, number);
    return {
      ...{
        number,
        agentName: worker ?? agentName,
        caller,
        accepted: inbound.allowedNumbers,
        elsewhere: topology.elsewhere,
      },
      table: tableOf(topology, number),
      ...(answer && { agent: answer.agent }),
      ...(pin && { pin }),
    };
  });
}

/** The worker's table, if it has the number. An attribute that the config sets on callers precedes the number. */
function tableOf({ config: { inbound }, outputs }: Desired, number: string): WorkerTable | undefined {
  const { numbers, agents } = (outputs.telephony ?? {}) as Partial<Contract>;
  const agent = inbound.attributes?.["arkenos.agentId"] ?? numbers?.[number];
  if (!numbers || !agents || agent === undefined || !Object.hasOwn(numbers, number)) return undefined;
  return { contract: outputs.telephony as Contract, agent };
}

/** The PIN that the rule for a number requires, according to the state: its own rule, or the one for all numbers. */
function pinOf(topology: Desired, number: string): string | undefined {
  const rules = stateObjectsOf(topology, "DispatchRule").map(({ state }) => state);
  const rule =
    rules.find(({ numbers }) => textsIn(numbers).includes(number)) ??
    rules.find(({ numbers }) => textsIn(numbers).length === 0);
  const { pin } = (rule?.rule ?? {}) as { readonly pin?: unknown };
  return typeof pin === "string" && pin !== "" ? pin : undefined;
}

/** The worker that the rule for a number requests, according to the state. */
function workerOf(topology: Desired, number: string): string | undefined {
  const rule = stateObjectsOf(topology, "DispatchRule").find(({ state }) => textsIn(state.numbers).includes(number));
  const { roomConfig } = (rule?.state ?? {}) as { readonly roomConfig?: { agents?: { agentName?: string }[] } };
  return roomConfig?.agents?.[0]?.agentName;
}

/**
 * The numbers of the config, and those that the program added. A number that the last run had from the config, and that
 * the config no longer has, is dropped.
 */
function numbersOf({ config, held, outputs }: Desired): readonly string[] {
  const ofConfig = Object.keys(config.numbers);
  const ofLastRun = Object.keys((outputs.numbers ?? {}) as object).filter(isE164);
  if (ofConfig.length === 0) return [...numbersInState(held), ...ofLastRun];
  return [...ofConfig, ...numbersInState(held).filter((number) => !ofLastRun.includes(number))];
}
