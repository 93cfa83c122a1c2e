/** A reference to the worker's environment or to the call, as it stands where a secret would. */
const REFERENCE = /\$\{env:[A-Z][A-Z0-9_]*\}|\{\{[^{}]*\}\}/g;

/** What to do about a secret that stands where everybody can read it. */
export const IN_CLEAR = "would stand in clear in the stack's output";

/** Whether a header, option or parameter of this name holds a secret: `Authorization`, `X-Api-Key`, `authToken`. */
export function isSecretName(name: string): boolean {
  return /(^|[-_])auth$|authorization|secret|passw|(token|key|cookie|credentials?|signature)$/i.test(name);
}

/** Whether a text is nothing but references, at most with a scheme such as `Bearer` before them. */
export function isReference(value: string): boolean {
  const rest = value.replace(REFERENCE, "");
  return rest !== value && /^([A-Za-z]+ )?[:\s]*$/.test(rest);
}
