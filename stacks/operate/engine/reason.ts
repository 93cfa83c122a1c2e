import type { ExecFileException } from "node:child_process";

/**
 * Why a process failed, in one line: npm's first error, the last line of any other program, or the system's message.
 */
export function reasonOf(error: unknown): string {
  const { killed, signal, code, stderr, message } = error as ExecFileException;
  if (killed) return "it took too long";
  const lines = (stderr ?? "").trim().split("\n");
  // npm ends every failure with advice and the path of a log.
  const complaint = lines.find((line) => line.startsWith("npm error")) ?? lines.at(-1);
  if (complaint) return complaint.trim();
  if (signal) return `ended by ${signal}`;
  return typeof code === "number" ? `exit code ${code}` : message;
}
