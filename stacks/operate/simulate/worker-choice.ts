import type { Contract } from "@arkenos/agent/contract";
import { resolve, routesOf } from "@arkenos/agent/routing";
import type { Seen } from "../observe/observed.js";
import type { Hop } from "./hop.js";

/** The worker's table of the last run, and the agent that it should choose for a number. */
export interface WorkerTable {
  /** The contract that the worker reads. */
  readonly contract: Contract;
  /** The agent's id. */
  readonly agent: string;
}

/** A call as the worker sees it. */
interface Arriving {
  readonly rule: Seen<"DispatchRule">;
  /** The number in the INVITE. */
  readonly called: string;
  readonly agentName: string;
}

/** Why the worker rejects a call, or which other agent answers it; undefined if the agent that should answers. */
export function wrongChoice(
  { rule, called, agentName }: Arriving,
  { contract, agent }: WorkerTable,
): Pick<Hop, "at" | "says" | "id"> | undefined {
  const { attributes = {}, hidePhoneNumber, roomConfig } = rule.props;
  const shownNumber: Record<string, string> = hidePhoneNumber ? {} : { "sip.trunkPhoneNumber": called };
  const choice = resolve(
    {
      jobMetadata: roomConfig?.agents.find((one) => one.agentName === agentName)?.metadata ?? "",
      roomMetadata: roomConfig?.metadata ?? "",
      participant: { isSip: true, attributes: { ...attributes, ...shownNumber, "sip.ruleID": rule.id } },
    },
    routesOf(contract),
  );
  if ("rejected" in choice) return { at: "worker", says: `The worker rejects the call: ${choice.because}` };
  if (choice.agentId === agent) return undefined;
  return { at: "dispatch-rule", says: `${choice.because} selects ${choice.agentId} instead of ${agent}`, id: rule.id };
}
