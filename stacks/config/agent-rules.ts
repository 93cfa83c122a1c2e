import { personaProblems } from "@arkenos/agent/persona-problems";
import { schemaProblem } from "@arkenos/agent/tool-schema";
import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import { type Config, personaSettings } from "./config-schema.js";

/** The valid parts of an agent in the config. */
type Agent = NonNullable<NonNullable<Draft<Config>["agents"]>[string]>;

/**
 * Problems for which the worker would refuse to start, by the worker's own rules. If `agentEnv` lacks a key of a model
 * provider, the key may be in the worker's environment, which is assumed to be this one.
 */
export function workerProblems({ agents = {}, agentEnv = {} }: Draft<Config>, env: NodeJS.ProcessEnv): Problem[] {
  const isSealed = typeof agentEnv !== "object";
  const isSet = (variable: string) => isSealed || Object.hasOwn(agentEnv, variable) || !!env[variable];
  return Object.entries(agents).flatMap(([id, persona]) => {
    if (!persona) return [];
    const problems = [...schemaProblems(persona), ...partProblems(persona, isSet)];
    return problems.map((problem) => ({ ...problem, path: ["agents", id, ...problem.path] }));
  });
}

function schemaProblems({ tools = [] }: Agent): Problem[] {
  return tools.flatMap((tool, index) => {
    const detail = tool.type === "http" ? schemaProblem({ ...tool.parameters }) : undefined;
    return detail === undefined ? [] : [{ path: ["tools", index, "parameters"], ...detail }];
  });
}

function partProblems(persona: Agent, isSet: (variable: string) => boolean): Problem[] {
  // An invalid part is already reported; it must not be reported as missing.
  if (Object.values<unknown>(persona).includes(undefined)) return [];
  const { data } = personaSettings.safeParse(persona);
  return data ? personaProblems(data, isSet) : [];
}
