/** Several problems as one text: how many whose value has, and each on a line. */
export function problemList(whose: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `${whose} has ${count}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`;
}
