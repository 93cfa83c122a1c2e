import { spawn } from "node:child_process";
import type { Problem } from "@arkenos/provider/problem";
import { damageMessage, DamagedStateError } from "./damage.js";
import type { LocatedEngine } from "./engine-source.js";
import { diagnosed } from "./problems.js";
import { type Refusal, refusalIn } from "./refusal.js";

/** An engine in a project's folder. */
export interface EngineIn {
  readonly engine: LocatedEngine;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The engine refused a command. The message is the engine's, and is only shown: what it means is in the fields. */
export class EngineError extends Error {
  override name = "EngineError";
  /** Why the engine cannot work on the stack; undefined for any other failure. */
  readonly refusal: Refusal | undefined;
  /** The message as data. */
  readonly problems: readonly Problem[];

  constructor(message: string, refusal = refusalIn(message)) {
    super(message);
    this.refusal = refusal;
    this.problems = diagnosed(message).problems;
  }
}

/**
 * Runs one of the engine's own commands.
 *
 * @param input the content of standard input, for a secret, which must not be an argument
 * @returns the command's output, including secrets if they were requested
 * @throws DamagedStateError if a file of the state is truncated, EngineError for any other failure
 */
export async function pulumi({ engine, folder, env }: EngineIn, args: readonly string[], input = ""): Promise<string> {
  const child = spawn(engine.pulumi, [...args, "--non-interactive"], { cwd: folder, env: { ...env, ...engine.env } });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => (output[stream] += text));
  child.stdin.on("error", () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code === 0) return output.stdout;
  throw engineFailureIn(`${output.stdout}\n${output.stderr}`);
}

/** Why the engine failed, by what it printed. */
export function engineFailureIn(text: string): Error {
  const damage = damageMessage(text);
  return damage === undefined ? new EngineError(reasonIn(text)) : new DamagedStateError(damage);
}

/** A stack of the project, as the engine lists it. */
export interface ListedStack {
  readonly name: string;
  /** Whether it is the selected stack. */
  readonly current: boolean;
}

/** The project's stacks. @throws EngineError */
export async function listStacks(at: EngineIn): Promise<ListedStack[]> {
  return JSON.parse(await pulumi(at, ["stack", "ls", "--json"])) as ListedStack[];
}

function reasonIn(text: string): string {
  // The runs that hold a stack are listed below the error.
  if (refusalIn(text)?.code === "stack_locked") return text.trim();
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const errors = lines.filter((line) => line.includes("error:"));
  const reason = errors.length > 0 ? errors.join(" ").replace(/\s*error:\s*/g, " ") : (lines[0] ?? "it gave no reason");
  return reason.trim();
}
