import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  if (!Number.isFinite(seconds) || seconds < 0)
    throw new CommandError({
      code: "invalid_flag",
      message: "--refresh must be a number of seconds, or 0",
      exitCode: ExitCode.usage,
    });
  const opened = await openConfigured(context);
  const worker = workerFile(opened.stack.folder, opened.config);
  const { ARKENOS_STACK_OUTPUTS_JSON: table = "", ...env } = asRecord(await workerVariables(opened, context));
  const folder = await mkdtemp(join(tmpdir(), "arkenos-agent-"));
  const file = join(folder, "outputs.json");
  await writeFileAtomic(file, table);
  const reloading = seconds > 0 ? setInterval(() => void reload(opened.stack, file), seconds * 1000) : undefined;
  try {
    const args = [worker, dev ? "dev" : "start"];
    await runChild(
      { command: process.execPath, args, cwd: opened.stack.folder, env: { ...env, ARKENOS_STACK_OUTPUTS: file } },
      context,
    );
  } finally {
    clearInterval(reloading);
    await rm(folder, { recursive: true, force: true });
  }
  return { data: { stack: opened.stack.name }, text: "The worker has stopped." };
}

/** If the stack cannot be read, the last table stays in use. */
async function reload(stack: EngineStack, file: string): Promise<void> {
  const { telephony } = await stack.outputs().catch(() => ({ telephony: undefined }));
  if (telephony !== undefined) await writeFileAtomic(file, JSON.stringify(telephony)).catch(() => undefined);
}
