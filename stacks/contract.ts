import { CONTRACT_VERSION, type Contract } from "@arkenos/agent/contract";
import type { StackConfig } from "./config.js";

/** What the worker is told, as far as the config decides it: all but the trunk that calls go out by. */
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
