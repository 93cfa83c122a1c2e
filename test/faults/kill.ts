import { readFile } from "node:fs/promises";
import { descendants, endAll } from "../engine/process-tree.js";
import type { Kill } from "./cell.js";

/** Kills a part of a running engine. @returns its processes, some of which may survive */
export async function killPart(engine: number, kill: Kill): Promise<number[]> {
  const all = await descendants(engine);
  const commands = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  if (kill === "engine") endAll([engine]);
  if (kill === "machine") endAll([engine, ...all]);
  if (kill === "provider") {
    const providers = all.filter((_, index) => commands[index]?.includes("dynamic-provider"));
    if (providers.length === 0) throw new Error("no provider process is running");
    endAll(providers);
  }
  return all;
}
