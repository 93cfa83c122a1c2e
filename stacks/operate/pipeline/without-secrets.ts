import { withoutSecrets as without } from "@arkenos/provider/clouds";

const NAMES = /(TOKEN|SECRET|PASSWORD|PASSPHRASE|API_?KEY)$/;

/**
 * A text without the values of an environment's secret variables and any other credential. A forge hides what it
 * knows to be secret in its logs, but neither in comments nor in issues, and a program that fails may print anything.
 */
export function withoutSecrets(text: string, env: NodeJS.ProcessEnv): string {
  const secrets = Object.entries(env).flatMap(([name, value]) => (NAMES.test(name) && value ? [value] : []));
  return without(text, secrets);
}
