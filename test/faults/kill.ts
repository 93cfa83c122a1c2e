import { readFile } from "node:fs/promises";
import { descendants, endAll } from "../engine/process-tree.js";
import type { Kill } from "./cell.js";

/** Kills a part of a run, which is an engine or a command that runs one. @returns its processes; some may survive */
export async function killPart(run: number, kill: Kill): Promise<number[]> {
  const all = [run, ...(await descendants(run))];
  const commands = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  if (kill === "engine") endAll(all.filter((_, index) => /^[^\0]*\/pulumi\0/.test(commands[index] ?? "")));
  if (kill === "machine") endAll(all);
  if (kill === "provider") {
    const providers = all.filter((_, index) => commands[index]?.includes("dynamic-provider"));
    if (providers.length === 0) throw new Error("no provider process is running");
    endAll(providers);
  }
  return all;
}
