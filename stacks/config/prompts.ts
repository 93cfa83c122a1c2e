import { readFileSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { referenceProblem } from "@arkenos/agent/variables";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import type { Config } from "./config-schema.js";

/** The agents' prompts by agent id, and what is wrong with the files they are in. */
export interface Prompts {
  readonly texts: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** Collects the agents' instructions, from the config or from files of the project. */
export function readPrompts({ agents = {} }: Draft<Config>, root: string): Prompts {
  const problems: string[] = [];
  const texts = Object.entries(agents).map(([id, persona]) => {
    const { systemPrompt, systemPromptFile: file } = persona ?? {};
    if (systemPrompt !== undefined || file === undefined) return [id, systemPrompt ?? ""];
    const prompt = readPrompt(root, file);
    if ("problem" in prompt)
      problems.push(`${pathText(["agents", id, "systemPromptFile"])}: ${file} ${prompt.problem}`);
    return [id, "text" in prompt ? prompt.text : ""];
  });
  return { texts: Object.fromEntries(texts) as Record<string, string>, problems };
}

/** What a prompt says is public: it ends in the stack's outputs, so no file beyond the project is read, links included. */
function readPrompt(root: string, file: string): { text: string } | { problem: string } {
  const outside = { problem: "is outside the project; put the file into the folder of Pulumi.yaml, or below it" };
  if (!isBelow(root, resolve(root, file))) return outside;
  try {
    const real = realpathSync(resolve(root, file));
    if (!isBelow(realpathSync(root), real)) return outside;
    const text = readFileSync(real, "utf8").trim();
    const problem = text === "" ? "is empty; write the agent's instructions into it" : referenceProblem(text);
    return problem === undefined ? { text } : { problem };
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const problem = isMissing ? "is not there" : "cannot be read";
    return { problem: `${problem}; write the path of a file, relative to the folder of Pulumi.yaml` };
  }
}

function isBelow(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
