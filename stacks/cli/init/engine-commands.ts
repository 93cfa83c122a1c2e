import { spawn } from "node:child_process";
import type { Engine } from "../../engine/way.js";
import { CommandError } from "../command-error.js";
import { ExitCode } from "../exit-code.js";

/** The engine in a project's folder. */
export interface EngineIn {
  readonly engine: Engine;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The names of the project's stacks. */
export async function stackNames(at: EngineIn): Promise<string[]> {
  const stacks = JSON.parse(await pulumi(at, ["stack", "ls", "--json"])) as { name: string }[];
  return stacks.map(({ name }) => name);
}

/** @throws CommandError unless the engine knows where states are kept, and by what secrets are encrypted */
export async function requireBackend(at: EngineIn): Promise<void> {
  const { url } = JSON.parse(await pulumi(at, ["whoami", "--json"])) as { url: string };
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = at.env;
  if (/^https?:/.test(url) || (PULUMI_CONFIG_PASSPHRASE ?? PULUMI_CONFIG_PASSPHRASE_FILE) !== undefined) return;
  throw new CommandError(`States are kept in ${url}, which encrypts secrets by a passphrase, and none is set`, {
    exitCode: ExitCode.usage,
    next: "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE, to one that you keep",
  });
}

/** Makes a stack; how its secrets are encrypted is the backend's, or the passphrase's. */
export async function makeStack(at: EngineIn, name: string): Promise<void> {
  await pulumi(at, ["stack", "init", name]);
}

/** Encrypts a value with the stack's key and writes it into its config. The value goes by standard input. */
export async function setSecret(at: EngineIn, stack: string, key: string, value: string): Promise<void> {
  await pulumi(at, ["config", "set", "--secret", key, "--stack", stack], value);
}

/** Runs a command of the engine to its end. @throws CommandError with the engine's own words */
async function pulumi({ engine, folder, env }: EngineIn, args: readonly string[], input = ""): Promise<string> {
  const child = spawn(engine.pulumi, [...args, "--non-interactive"], { cwd: folder, env: { ...env, ...engine.env } });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => (said[stream] += text));
  child.stdin.on("error", () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code === 0) return said.stdout;
  throw new CommandError(`The engine refuses pulumi ${args.slice(0, 2).join(" ")}: ${firstError(said.stderr)}`, {
    exitCode: ExitCode.failed,
    next: remedyFor(said.stderr),
  });
}

function firstError(text: string): string {
  const line = text.split("\n").find((line) => line.trim() !== "") ?? "it gave no reason";
  return line.replace(/^error: /, "").trim();
}

function remedyFor(text: string): string {
  if (/passphrase/i.test(text)) return "Set PULUMI_CONFIG_PASSPHRASE, which encrypts the stack's secrets";
  if (/login|access token|PULUMI_ACCESS_TOKEN/i.test(text))
    return "Say where states are kept: pulumi login, or PULUMI_BACKEND_URL=file://… for a folder";
  return "See what pulumi itself says to that command";
}
