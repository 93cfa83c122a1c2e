import { readFileSync } from "node:fs";
import { resolve } from "node:path";
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
    const prompt = readPrompt(resolve(root, file));
    if ("problem" in prompt)
      problems.push(`${pathText(["agents", id, "systemPromptFile"])}: ${file} ${prompt.problem}`);
    return [id, "text" in prompt ? prompt.text : ""];
  });
  return { texts: Object.fromEntries(texts) as Record<string, string>, problems };
}

function readPrompt(file: string): { text: string } | { problem: string } {
  try {
    const text = readFileSync(file, "utf8").trim();
    return text === "" ? { problem: "is empty; write the agent's instructions into it" } : { text };
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const problem = isMissing ? "is not there" : "cannot be read";
    return { problem: `${problem}; write the path of a file, relative to the folder of Pulumi.yaml` };
  }
}
