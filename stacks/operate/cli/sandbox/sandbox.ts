import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isE164 } from "@arkenos/provider";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { tell } from "../terminal/tell.js";
import { ExitCode } from "../failure/exit-code.js";

const PACKAGE = "@arkenos/emulator";

/** The sandbox's package, as far as this command needs it. No published package depends on it. */
interface SandboxPackage {
  start(options: { twilio: { owned: string[] } }): Promise<Sandbox>;
}

interface Sandbox {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Runs the sandbox until it is interrupted. */
export async function runSandbox(context: Context, { owned }: { owned: string }): Promise<Answer> {
  const numbers = owned.split(",").filter(Boolean);
  const wrong = numbers.find((number) => !isE164(number));
  if (wrong !== undefined) {
    throw new CommandError({
      code: "invalid_flag",
      message: `--owned: "${wrong}" is not in E.164 format`,
      exitCode: ExitCode.usage,
      next: "Write it like +15105550100",
    });
  }
  const { start } = await sandboxPackage(context.cwd);
  const sandbox = await start({ twilio: { owned: numbers } });
  return {
    data: { env: sandbox.env },
    text: Object.entries(sandbox.env)
      .map(([name, value]) => `export ${name}=${value}`)
      .join("\n"),
    continues: async () => {
      const { signal, isTerminal } = context.io;
      if (isTerminal)
        tell(
          context.io,
          "The sandbox is running. Set these variables in the shell of your stack; press Ctrl-C to stop it.",
        );
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      await sandbox.close();
    },
  };
}

async function sandboxPackage(cwd: string): Promise<SandboxPackage> {
  for (const from of [join(cwd, "package.json"), import.meta.filename]) {
    const path = pathOfPackage(from);
    if (path !== undefined) return (await import(pathToFileURL(path).href)) as SandboxPackage;
  }
  throw new CommandError({
    code: "sandbox_not_installed",
    message: `The sandbox, ${PACKAGE}, is not installed here`,
    next: "It comes with the source: clone the repository of @arkenos/cli and run npm run sandbox",
  });
}

function pathOfPackage(from: string): string | undefined {
  try {
    return createRequire(from).resolve(PACKAGE);
  } catch {
    return undefined;
  }
}
