/** Runs something that throws if the session is already closing; the call is ending then, so the error is ignored. */
export function unlessClosing<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
