import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import writeFileAtomic from "write-file-atomic";
import type { EngineStack } from "../../engine/stack.js";
import { asRecord } from "../../worker-env/worker-environment.js";
import type { Answer } from "../terminal/answer.js";
import { runChild } from "../terminal/child.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { openConfigured } from "../stack/opened-stack.js";
import { workerVariables } from "../env/worker-variables.js";
import { workerFile } from "./worker-file.js";

const A_DAY = 86_400;

/** Options of `arkenos agent run`. */
export interface AgentFlags {
  readonly dev?: true | undefined;
  /** Seconds. */
  readonly refresh: string;
}

/**
 * `arkenos agent run`: runs the worker until it exits. Its routing table is a file that is rewritten from the stack's
 * outputs; the worker notices a change at the next call.
 */
export async function runAgent(context: Context, { dev, refresh }: AgentFlags): Promise<Answer> {
  const seconds = Number(refresh);
  if (seconds !== 0 && !(seconds >= 1 && seconds <= A_DAY))
    throw new CommandError({
      code: "invalid_flag",
      message: `--refresh must be from 1 to ${A_DAY} seconds, or 0 for never`,
      exitCode: ExitCode.usage,
    });
  const opened = await openConfigured(context);
  const worker = workerFile(opened.stack.folder, opened.config);
  const { ARKENOS_STACK_OUTPUTS_JSON: table = "", ...env } = asRecord(await workerVariables(opened, context));
  const folder = await mkdtemp(join(tmpdir(), "arkenos-agent-"));
  const file = join(folder, "outputs.json");
  await writeFileAtomic(file, table);
  const exited = new AbortController();
  if (seconds > 0) void keepCurrent(file, opened.stack, seconds, exited.signal);
  try {
    const args = [worker, dev ? "dev" : "start"];
    await runChild(
      { command: process.execPath, args, cwd: opened.stack.folder, env: { ...env, ARKENOS_STACK_OUTPUTS: file } },
      context,
    );
  } finally {
    exited.abort();
    await rm(folder, { recursive: true, force: true });
  }
  return { data: { stack: opened.stack.name }, text: "The worker has stopped." };
}

/** Reloads the table every so many seconds; reloads do not overlap. */
async function keepCurrent(file: string, stack: EngineStack, seconds: number, signal: AbortSignal): Promise<void> {
  while (await sleep(seconds * 1000, true, { signal }).catch(() => false)) await reload(stack, file);
}

/** If the stack cannot be read, the last table stays in use. */
async function reload(stack: EngineStack, file: string): Promise<void> {
  const { telephony } = await stack.outputs().catch(() => ({ telephony: undefined }));
  if (telephony !== undefined) await writeFileAtomic(file, JSON.stringify(telephony)).catch(() => undefined);
}
