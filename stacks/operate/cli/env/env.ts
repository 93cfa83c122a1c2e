import { chmod } from "node:fs/promises";
import { resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { asRecord, type WorkerVariable } from "../../worker-env/worker-environment.js";
import { dotenv, quotedVariables } from "../../worker-env/dotenv.js";
import type { Format } from "../../worker-env/formats.js";
import { kubernetesSecret } from "../../worker-env/kubernetes-secret.js";
import { plainLines } from "../../worker-env/plain-lines.js";
import { shellExports } from "../../worker-env/shell-exports.js";
import { UnwritableError } from "../../worker-env/unwritable-error.js";
import type { Answer } from "../terminal/answer.js";
import { runChild } from "../terminal/child.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { updateLiveKitSecrets } from "./lk-secrets.js";
import { openConfigured } from "../stack/opened-stack.js";
import { table } from "../terminal/table.js";
import { workerVariables } from "./worker-variables.js";

/** Options of `arkenos env`. */
export interface EnvFlags {
  readonly format?: Format | undefined;
  readonly output?: string | undefined;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly lk?: true | undefined;
}

/** `arkenos env`: exports the worker's environment to a process, a file or LiveKit Cloud, or lists its variables. */
export async function runEnv(context: Context, words: readonly string[], flags: EnvFlags): Promise<Answer> {
  const { output, format, lk } = flags;
  const destinations = [words.length > 0 && "a program", output !== undefined && "--output", lk && "--lk"].filter(
    Boolean,
  );
  if (destinations.length > 1)
    throw new CommandError({
      code: "invalid_flag",
      message: `Choose one destination, not ${destinations.join(" and ")}`,
      exitCode: ExitCode.usage,
    });
  if (format !== undefined && output === undefined)
    throw new CommandError({
      code: "invalid_flag",
      message: "--format needs --output",
      exitCode: ExitCode.usage,
      next: "Add --output FILE, or --output - to print it",
    });
  const opened = await openConfigured(context);
  const variables = await workerVariables(opened, context);
  const listed = variables.map(({ name, from }) => ({ name, from }));
  const data = { stack: opened.stack.name, variables: listed };
  const [command, ...args] = words;
  if (command !== undefined) {
    await runChild({ command, args, cwd: context.cwd, env: asRecord(variables) }, context);
    return { data, text: "" };
  }
  if (lk) return { data, text: await updateLiveKitSecrets(variables, context).catch(unwritable) };
  if (output === undefined) {
    const rows = listed.map(({ name, from }) => [name, from]);
    return { data, text: `${table(["VARIABLE", "FROM"], rows)}\n\nTo export it, see arkenos env --help` };
  }
  const text = render(variables, flags);
  if (output === "-") return { data: { ...data, environment: asRecord(variables) }, text, isVerbatim: true };
  const file = resolve(context.cwd, output);
  await writeFileAtomic(file, text, { mode: 0o600 });
  // An existing file would keep its mode.
  await chmod(file, 0o600);
  const quoted = format === undefined || format === "dotenv" ? quotedVariables(variables) : [];
  const note =
    quoted.length === 0
      ? ""
      : `\nThe values of ${quoted.join(", ")} are quoted. docker --env-file and kubectl --from-env-file keep the quotes; for them, use --format docker or kubectl.`;
  return {
    data: { ...data, file },
    text: `Wrote ${variables.length} variables to ${file}; keep it out of git.${note}`,
  };
}

/** @throws CommandError if the format cannot represent a value */
function render(variables: readonly WorkerVariable[], flags: EnvFlags): string {
  try {
    return write(variables, flags);
  } catch (error) {
    return unwritable(error);
  }
}

function unwritable(error: unknown): never {
  if (!(error instanceof UnwritableError)) throw error;
  throw new CommandError({
    /** The format cannot hold a variable. */ code: "unwritable_variable",
    message: error.message,
    exitCode: ExitCode.usage,
    next: error.remedy,
  });
}

function write(variables: readonly WorkerVariable[], { format = "dotenv", name, namespace }: EnvFlags): string {
  if (format === "kubernetes") return kubernetesSecret(variables, { name, namespace });
  if (format === "shell") return shellExports(variables);
  if (format === "json") return `${JSON.stringify(asRecord(variables), undefined, 2)}\n`;
  if (format === "docker" || format === "kubectl") return plainLines(variables);
  return dotenv(variables);
}
