import { ARKENOS, type Left, runArkenos } from "../terminal/arkenos.js";
import { Terminal } from "../terminal/terminal.js";
import type { Prompt, Example } from "./example.js";
import type { SandboxProject } from "./sandbox-project.js";

/** The result of a command in a terminal. */
export interface TerminalRun {
  readonly exitCode: number | null;
  /** The screen at the end. */
  readonly screen: string;
  /** Everything that was shown. */
  readonly shown: string;
}

/** Runs an example without a terminal. @param more further arguments */
export function runUnasked(
  example: Example,
  { emulator, folder, env }: SandboxProject,
  ...more: string[]
): Promise<Left> {
  example.before?.(emulator);
  const { argv, input } = example.unasked?.(emulator) ?? { argv: [], input: "" };
  return runArkenos([...example.argv, ...argv, ...more], { cwd: folder, env, input });
}

/** Runs an example in a terminal and answers its questions. */
export async function runAsked(example: Example, { emulator, folder, env }: SandboxProject): Promise<TerminalRun> {
  example.before?.(emulator);
  const terminal = Terminal.open({ command: [...ARKENOS, ...example.argv], cwd: folder, env });
  try {
    for (const { question, keys } of example.asked ?? []) {
      await terminal.until(question);
      terminal.type(typeof keys === "string" ? keys : keys(emulator));
    }
    const exitCode = await terminal.ended;
    return { exitCode, screen: await terminal.screen(), shown: terminal.shown };
  } finally {
    await terminal.close();
  }
}

/** The secrets that a person types in an example. */
export function secretsIn({ asked = [] }: Example, { emulator }: SandboxProject): string[] {
  const typed = ({ keys }: Prompt) => (typeof keys === "string" ? keys : keys(emulator)).trim();
  return asked.filter(({ secret }) => secret).map(typed);
}
