/** Does something that a session refuses once it is closing, when the call ends already. */
export function unlessClosing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
