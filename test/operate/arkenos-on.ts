import { type Answered, arkenosJson } from "../cli/terminal.js";
import type { TelephonyStack } from "../engine/telephony-stack.js";

/** Runs a command on a stack, with yes to every question. */
export async function arkenosOn(
  { workspace: { env, folder: cwd } }: TelephonyStack,
  argv: readonly string[],
): Promise<Answered & { readonly exitCode: number }> {
  const { exitCode, answer } = await arkenosJson([...argv, "--yes"], { env: { ...env, PULUMI_STACK: "dev" }, cwd });
  return { exitCode, ...answer };
}
