import { dirname } from "node:path";
import type { SandboxProject } from "./sandbox-project.js";

/** An output without what differs from run to run: folders, ports and times. */
export function withoutMachine(printed: string, { folder }: Pick<SandboxProject, "folder">): string {
  return printed
    .replaceAll(folder, ".")
    .replaceAll(`${dirname(folder)}/.state`, "/home/jane/state")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:8080")
    .replace(/ in \d+\.\d s\b/g, " in 4.0 s")
    .replace(/ {2}\d+\.\d s\b/g, "  0.4 s")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "2026-11-21 13:00 UTC");
}
