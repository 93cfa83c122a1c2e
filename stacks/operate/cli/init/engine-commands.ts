import { EngineError, type EngineIn, listStacks, pulumi } from "../../engine/pulumi.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** The names of the project's stacks. */
export async function stackNames(at: EngineIn): Promise<string[]> {
  return (await listStacks(at).catch(refused("stack ls"))).map(({ name }) => name);
}

/** Where the engine keeps states, as an address. */
export async function backendOf(at: EngineIn): Promise<string> {
  return (JSON.parse(await told(at, ["whoami", "--json"])) as { url: string }).url;
}

/** @throws CommandError unless the engine knows where states are kept, and by what secrets are encrypted */
export async function requireBackend(at: EngineIn): Promise<void> {
  const url = await backendOf(at);
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = at.env;
  if (/^https?:/.test(url) || (PULUMI_CONFIG_PASSPHRASE ?? PULUMI_CONFIG_PASSPHRASE_FILE) !== undefined) return;
  throw new CommandError(`States are kept in ${url}, which encrypts secrets by a passphrase, and none is set`, {
    exitCode: ExitCode.usage,
    next: "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE, to one that you keep",
  });
}

/** Makes a stack; how its secrets are encrypted is the backend's, or the passphrase's. */
export async function makeStack(at: EngineIn, name: string): Promise<void> {
  await told(at, ["stack", "init", name]);
}

/** Encrypts a value with the stack's key and writes it into its config. The value goes by standard input. */
export async function setSecret(at: EngineIn, stack: string, key: string, value: string): Promise<void> {
  await told(at, ["config", "set", "--secret", "--path", key, "--stack", stack], value);
}

/** Runs a command of the engine to its end. @throws CommandError with the engine's own words, and the remedy */
function told(at: EngineIn, args: readonly string[], input?: string): Promise<string> {
  return pulumi(at, args, input).catch(refused(args.slice(0, 2).join(" ")));
}

function refused(command: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof EngineError)) throw error;
    throw new CommandError(`The engine refuses pulumi ${command}: ${error.message}`, {
      exitCode: ExitCode.failed,
      next: remedyFor(error.message),
    });
  };
}

function remedyFor(text: string): string {
  if (/passphrase/i.test(text)) return "Set PULUMI_CONFIG_PASSPHRASE, which encrypts the stack's secrets";
  if (/login|access token|PULUMI_ACCESS_TOKEN/i.test(text))
    return "Say where states are kept: pulumi login, or PULUMI_BACKEND_URL=file://… for a folder";
  return "See what pulumi itself says to that command";
}
