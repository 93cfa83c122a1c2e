import { CONTRACT_VERSION, type Contract } from "@arkenos/agent/contract";
import type { StackConfig } from "./config.js";

/** The contract for the worker, without the outbound trunk, which the config does not know. */
export function contractOf({
  agentName,
  livekitUrl,
  agents,
  numbers,
  defaultAgent,
}: StackConfig): Omit<Contract, "outbound"> {
  return {
    version: CONTRACT_VERSION,
    agentName,
    livekitUrl,
    agents,
    numbers: Object.fromEntries(Object.entries(numbers).map(([number, { agent }]) => [number, agent])),
    ...(defaultAgent !== undefined && { defaultAgent }),
  };
}
