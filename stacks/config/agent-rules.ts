import { personaProblems } from "@arkenos/agent/persona-problems";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import { type Config, personaSettings } from "./config-schema.js";

/**
 * What the worker would refuse to start with, judged by its own rules. A key of a provider may also come from the
 * worker's environment, which is assumed to be this one where `agentEnv` does not have it.
 */
export function workerProblems({ agents = {}, agentEnv = {} }: Draft<Config>, env: NodeJS.ProcessEnv): string[] {
  const isSealed = typeof agentEnv !== "object";
  const isSet = (variable: string) => isSealed || Object.hasOwn(agentEnv, variable) || !!env[variable];
  return Object.entries(agents).flatMap(([id, persona]) => {
    // What is refused already is neither there nor missing.
    if (!persona || Object.values<unknown>(persona).includes(undefined)) return [];
    const { data } = personaSettings.safeParse(persona);
    const place = pathText(["agents", id]);
    return data ? personaProblems(data, isSet).map(([part, says]) => `${place}.${part}: ${says}`) : [];
  });
}
