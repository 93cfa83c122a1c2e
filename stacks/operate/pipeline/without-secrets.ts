import { withoutSecrets as without } from "@arkenos/provider/clouds";

const NAMES = /(TOKEN|SECRET|PASSWORD|PASSPHRASE|API_?KEY)$/;

/**
 * Removes the values of secret environment variables and any other credential from a text. A forge hides known secrets
 * in its logs, but not in comments or issues, and a failing program may print anything.
 */
export function withoutSecrets(text: string, env: NodeJS.ProcessEnv): string {
  const secrets = Object.entries(env).flatMap(([name, value]) => (NAMES.test(name) && value ? [value] : []));
  return without(text, secrets);
}
