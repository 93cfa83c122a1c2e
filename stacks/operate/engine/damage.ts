/** A file of the state is truncated. The message is the engine's. */
export class DamagedStateError extends Error {
  override name = "DamagedStateError";
}

/**
 * The line in which the engine reports an empty or truncated file of its state: `failed to load checkpoint: EOF`,
 * `corrupt store: missing version in ".pulumi/meta.yaml"`.
 *
 * @returns undefined for any other output, such as that of a plugin whose connection ended with an EOF
 */
export function damageMessage(output: string): string | undefined {
  const lines = output.split("\n").map((line) => line.replace(/^\s*(stderr:)?\s*(error:|\d+\))?\s*/, ""));
  return lines.find((line) => DAMAGE.some((pattern) => pattern.test(line)));
}

const CUT = /(EOF|unexpected end of JSON input|invalid character .*)$/.source;
const DAMAGE = [
  /^corrupt store: /,
  new RegExp(`^(getting snapshot: )?failed to load checkpoint: .*${CUT}`),
  new RegExp(`^read "\\.pulumi/.*${CUT}`),
  // The engine does not name the file when it lists stacks.
  new RegExp(`^(place \\d+: )?(unexpected )?${CUT}`),
];
