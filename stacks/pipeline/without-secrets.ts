const NAMES = /(TOKEN|SECRET|PASSWORD|PASSPHRASE|API_?KEY)$/;
/** Shorter ones are no secrets, and hiding them would tear words apart. */
const SHORTEST = 8;

/**
 * A text without the values of an environment's secret variables. A forge hides what it knows to be secret in its logs,
 * but neither in comments nor in issues, and a program that fails may print anything.
 */
export function withoutSecrets(text: string, env: NodeJS.ProcessEnv): string {
  const secrets = Object.entries(env).flatMap(([name, value = ""]) =>
    NAMES.test(name) && value.length >= SHORTEST ? [value, JSON.stringify(value).slice(1, -1)] : [],
  );
  // One may be part of another.
  const longestFirst = secrets.sort((one, other) => other.length - one.length);
  return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text);
}
