import { schemaProblem } from "@arkenos/agent/tool-schema";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import type { Config } from "./config-schema.js";

/** What the worker would refuse about the schemas of its agents' tools, said before anything is changed. */
export function toolProblems({ agents = {} }: Draft<Config>): string[] {
  return Object.entries(agents).flatMap(([id, persona]) =>
    (persona?.tools ?? []).flatMap((tool, index) => {
      const problem = tool.type === "http" ? schemaProblem({ ...tool.parameters }) : undefined;
      return problem === undefined ? [] : [`${pathText(["agents", id, "tools", index, "parameters"])}: ${problem}`];
    }),
  );
}
