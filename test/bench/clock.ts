/** How long something took, in seconds, and what it gave. */
export async function timed<T>(act: () => Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const began = performance.now();
  const result = await act();
  return { seconds: (performance.now() - began) / 1000, result };
}
