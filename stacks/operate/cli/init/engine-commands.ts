import { EngineError, type EngineIn, listStacks, pulumi } from "../../engine/pulumi.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { ENGINE_PROBLEMS } from "../failure/known-failure.js";

/** Names of the project's stacks. */
export async function stackNames(at: EngineIn): Promise<string[]> {
  return (await listStacks(at).catch(refused("stack ls"))).map(({ name }) => name);
}

/**
 * Checks that the state backend can be reached. The engine marks an empty bucket or folder as a place for states.
 *
 * @throws EngineError with the engine's reason
 */
export async function loggedInTo(at: EngineIn): Promise<void> {
  await pulumi(at, ["whoami", "--json"]);
}

/** @throws CommandError unless the state backend can be reached */
export async function requireBackend(at: EngineIn): Promise<void> {
  await loggedInTo(at).catch(refused("whoami"));
}

/** Creates a stack. The backend or the passphrase determines how its secrets are encrypted. */
export async function createStack(at: EngineIn, name: string): Promise<void> {
  await runPulumi(at, ["stack", "init", name]);
}

/** Encrypts a value and writes it to the stack's config. The value is passed by standard input. */
export async function setSecret(at: EngineIn, stack: string, key: string, value: string): Promise<void> {
  await runPulumi(at, ["config", "set", "--secret", "--path", key, "--stack", stack], value);
}

/** Runs an engine command. @throws CommandError with the engine's message and a remedy */
function runPulumi(at: EngineIn, args: readonly string[], input?: string): Promise<string> {
  return pulumi(at, args, input).catch(refused(args.slice(0, 2).join(" ")));
}

function refused(command: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof EngineError)) throw error;
    throw new CommandError({
      code: error.refusal?.code ?? "engine",
      message: `pulumi ${command} failed: ${error.message}`,
      exitCode: ExitCode.failed,
      next: remedyFor(error.refusal?.code) ?? "Run the command directly for details",
    });
  };
}

function remedyFor(code: string | undefined): string | undefined {
  const { wrong_passphrase, not_logged_in } = ENGINE_PROBLEMS;
  if (code === wrong_passphrase.code) return wrong_passphrase.remedy;
  if (code === not_logged_in.code) return `${not_logged_in.remedy}; --backend file://<folder> needs neither`;
  return undefined;
}
