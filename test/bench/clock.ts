/** The time an operation took, in seconds, and its result. */
export async function timed<T>(act: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const began = performance.now();
  const result = await act();
  return { seconds: (performance.now() - began) / 1000, result };
}
