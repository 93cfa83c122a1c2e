import type { EngineIn } from "../../engine/pulumi.js";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import type { Context } from "../stack/context.js";
import { askSecret, canAsk, required } from "../terminal/prompt.js";

/**
 * The engine with what encrypts a new stack's secrets: Pulumi Cloud does it by itself, every other backend takes a
 * passphrase.
 *
 * @throws CommandError if a passphrase is missing and there is no terminal to ask at
 */
export async function withPassphrase(context: Context, at: EngineIn, url: string): Promise<EngineIn> {
  const { PULUMI_CONFIG_PASSPHRASE, PULUMI_CONFIG_PASSPHRASE_FILE } = at.env;
  if (/^https?:/.test(url) || (PULUMI_CONFIG_PASSPHRASE ?? PULUMI_CONFIG_PASSPHRASE_FILE) !== undefined) return at;
  if (!canAsk(context))
    throw new CommandError({
      code: "missing_passphrase",
      message: `The state backend ${url} encrypts secrets with a passphrase, and none is set`,
      exitCode: ExitCode.usage,
      next: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, and keep the passphrase safe",
    });
  const instead = "PULUMI_CONFIG_PASSPHRASE";
  const passphrase = await askSecret(context, {
    ...{ message: "Passphrase that encrypts the stack's secrets", instead },
    problem: required("a passphrase"),
  });
  await askSecret(context, {
    ...{ message: "Repeat the passphrase", instead },
    problem: (typed) => (typed === passphrase ? undefined : { message: "the passphrases do not match" }),
  });
  return { ...at, env: { ...at.env, PULUMI_CONFIG_PASSPHRASE: passphrase } };
}
