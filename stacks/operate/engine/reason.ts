import type { ExecFileException } from "node:child_process";

/** Why a process failed, in one line: npm's first complaint, the last line of any other, or what the system said. */
export function reasonOf(error: unknown): string {
  const { killed, signal, code, stderr, message } = error as ExecFileException;
  if (killed) return "it took too long";
  const lines = (stderr ?? "").trim().split("\n");
  // npm closes every failure with advice and the name of a log.
  const said = lines.find((line) => line.startsWith("npm error")) ?? lines.at(-1);
  if (said) return said.trim();
  if (signal) return `ended by ${signal}`;
  return typeof code === "number" ? `exit code ${code}` : message;
}
