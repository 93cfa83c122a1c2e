import { readFileSync, realpathSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { referenceProblem } from "@arkenos/agent/variables";
import type { ProblemDetail, Problem } from "@arkenos/provider/problem";
import type { Draft } from "../schema/reading.js";
import type { Config } from "./config-schema.js";

/** The agents' prompts, and the problems of prompt files. */
export interface Prompts {
  /** The prompts by agent id; empty where the file could not be used. */
  readonly texts: Readonly<Record<string, string>>;
  /** What is wrong with prompt files. */
  readonly problems: readonly Problem[];
}

/** Reads the agents' prompts from the config and from the project's files. */
export function readPrompts({ agents = {} }: Draft<Config>, root: string): Prompts {
  const problems: Problem[] = [];
  const texts = Object.entries(agents).map(([id, persona]) => {
    const { systemPrompt, systemPromptFile: file } = persona ?? {};
    if (systemPrompt !== undefined || file === undefined) return [id, systemPrompt ?? ""];
    const prompt = readPrompt(root, file);
    if (typeof prompt === "string") return [id, prompt];
    problems.push({ ...prompt, path: ["agents", id, "systemPromptFile"], message: `${file} ${prompt.message}` });
    return [id, ""];
  });
  return { texts: Object.fromEntries(texts) as Record<string, string>, problems };
}

/** Prompts end up in the stack's outputs, so only files inside the project are read, after resolving links. */
function readPrompt(root: string, file: string): string | ProblemDetail {
  if (!isBelow(root, resolve(root, file))) return OUTSIDE;
  try {
    const real = realpathSync(resolve(root, file));
    if (!isBelow(realpathSync(root), real)) return OUTSIDE;
    const text = readFileSync(real, "utf8").trim();
    if (text === "")
      return { code: "empty_prompt", message: "is empty", remedy: "write the agent's instructions into it" };
    return referenceProblem(text) ?? text;
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const message = isMissing ? "does not exist" : "cannot be read";
    const remedy = "write the path of a file, relative to the folder of Pulumi.yaml";
    return { code: "unreadable_prompt", message, remedy };
  }
}

const OUTSIDE: ProblemDetail = {
  code: "outside_project",
  message: "is outside the project",
  remedy: "put the file into the folder of Pulumi.yaml, or below it",
};

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
