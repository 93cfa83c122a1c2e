/** A reference to the worker's environment or to a call variable. */
const REFERENCE = /\$\{env:[A-Z][A-Z0-9_]*\}|\{\{[^{}]*\}\}/g;

/** Why a secret may not be written into the config. */
export const IN_CLEAR = { code: "secret_in_clear", message: "would be readable in the stack's output" } as const;

/** Whether the name of a header, option, or parameter marks a secret: `Authorization`, `X-Api-Key`, `authToken`. */
export function isSecretName(name: string): boolean {
  return /(^|[-_])auth$|authorization|secret|passw|(token|key|cookie|credentials?|signature)$/i.test(name);
}

/** Whether a text consists of references only, optionally after a scheme such as `Bearer`. */
export function isReference(value: string): boolean {
  const rest = value.replace(REFERENCE, "");
  return rest !== value && /^([A-Za-z]+ )?[:\s]*$/.test(rest);
}
