/** A file of the state is half written; the message is what the engine said. */
export class DamagedStateError extends Error {
  override name = "DamagedStateError";
}

/**
 * What the engine says of a file of its state that is empty or breaks off, in a line:
 * `failed to load checkpoint: EOF`, `corrupt store: missing version in ".pulumi/meta.yaml"`.
 *
 * @returns undefined for anything else that it says, such as a plugin whose connection ended with an EOF
 */
export function damageIn(said: string): string | undefined {
  const lines = said.split("\n").map((line) => line.replace(/^\s*(stderr:)?\s*(error:|\d+\))?\s*/, ""));
  return lines.find((line) => DAMAGE.some((pattern) => pattern.test(line)));
}

const CUT = /(EOF|unexpected end of JSON input|invalid character .*)$/.source;
const DAMAGE = [
  /^corrupt store: /,
  new RegExp(`^failed to load checkpoint: .*${CUT}`),
  new RegExp(`^read "\\.pulumi/.*${CUT}`),
  // Where the engine lists stacks it names no file.
  new RegExp(`^(place \\d+: )?(unexpected )?${CUT}`),
];
