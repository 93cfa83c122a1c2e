import { personaProblems } from "@arkenos/agent/persona-problems";
import { schemaProblem } from "@arkenos/agent/tool-schema";
import type { Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import { type Config, personaSettings } from "./config-schema.js";

/** An agent of the config, as far as it is sound. */
type Agent = NonNullable<NonNullable<Draft<Config>["agents"]>[string]>;

/**
 * What the worker would refuse to start with, judged by its own rules. A key of a provider may also come from the
 * worker's environment, which is assumed to be this one where `agentEnv` does not have it.
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
    const flaw = tool.type === "http" ? schemaProblem({ ...tool.parameters }) : undefined;
    return flaw === undefined ? [] : [{ path: ["tools", index, "parameters"], ...flaw }];
  });
}

function partProblems(persona: Agent, isSet: (variable: string) => boolean): Problem[] {
  // What is refused already is neither there nor missing.
  if (Object.values<unknown>(persona).includes(undefined)) return [];
  const { data } = personaSettings.safeParse(persona);
  return data ? personaProblems(data, isSet) : [];
}
