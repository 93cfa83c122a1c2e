/** The codes of what a program refuses before it makes a request. */
const REFUSALS: readonly string[] = ["invalid_config", "invalid_arguments"];

/** Whether a code says that the config or the program's arguments are invalid. */
export function isRefusal(code: string): boolean {
  return REFUSALS.includes(code);
}
