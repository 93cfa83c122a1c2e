/** The resource name of a topology's dispatch rule: the one for all numbers, or the one for another worker's numbers. */
export function ruleName(topology: string, worker?: string): string {
  return worker === undefined ? `${topology}-rule` : `${topology}-rule-${worker}`;
}

/** The worker in a {@link ruleName}; undefined for the rule for all numbers. */
export function workerIn(topology: string, name: string): string | undefined {
  const start = `${ruleName(topology)}-`;
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}
