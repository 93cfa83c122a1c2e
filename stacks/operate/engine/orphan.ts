import { readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectFile } from "./project-file.js";

/** Whether orphans can be found on this machine: the search reads /proc. */
export const canFindOrphans = process.platform === "linux";

const ESTABLISHED = "01";
const POLL_INTERVAL_MS = 250;
/** A provider briefly has no connection between two calls of one operation. */
const QUIET_FOR_MS = 2_000;

/**
 * The provider processes of a project whose engine was killed. They finish their current call and then wait forever.
 *
 * @param folder the project's folder
 */
export async function orphansOf(folder: string): Promise<number[]> {
  if (!canFindOrphans) return [];
  const folders = await providerFolders(folder);
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const processes = new Map(await Promise.all(pids.map(async (pid) => [Number(pid), await about(pid)] as const)));
  const hasEngine = (pid: number): boolean => {
    const { command = "", parent = 0 } = processes.get(pid) ?? {};
    return /(^|\/)pulumi(\.exe)?$/.test(command) || (parent > 1 && hasEngine(parent));
  };
  return [...processes].flatMap(([pid, { isProvider, cwd, parent }]) =>
    isProvider && folders.includes(cwd) && !hasEngine(parent) ? [pid] : [],
  );
}

/** The folders in which a project's provider processes run, without links: its own, or that of its `main`. */
async function providerFolders(folder: string): Promise<string[]> {
  const program = join(folder, projectFile(folder).main ?? ".");
  const isFolder = await stat(program).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return Promise.all([folder, isFolder ? program : dirname(program)].map((each) => realpath(each)));
}

/**
 * Waits until a process has no open connection.
 *
 * @returns whether that happened in time
 */
export async function isSilentWithin(pid: number, timeoutMs: number): Promise<boolean> {
  let quietSince = Date.now();
  for (const startedAt = Date.now(); Date.now() - startedAt < timeoutMs; await sleep(POLL_INTERVAL_MS)) {
    if (await hasConnection(pid)) quietSince = Date.now() + POLL_INTERVAL_MS;
    else if (Date.now() - quietSince >= QUIET_FOR_MS) return true;
  }
  return false;
}

async function about(pid: string) {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
  const [line, stat, cwd] = await Promise.all([
    read("cmdline"),
    read("stat"),
    readlink(`/proc/${pid}/cwd`).catch(() => ""),
  ]);
  const [command = "", ...args] = line.split("\0");
  const isProvider = args.some((arg) => /cmd[/\\]dynamic-provider/.test(arg));
  // `1234 (a name (of any kind)) S 1 …`
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  return { command, isProvider, cwd, parent };
}

/** Whether a process has an open connection. */
async function hasConnection(pid: number): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const names = await readdir(folder).catch(() => []);
  const links = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  const sockets = new Set(links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]).filter(Boolean));
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/${pid}/net/${name}`, "utf8").catch(() => "")),
  );
  const rows = tables.flatMap((table) => table.split("\n").slice(1)).map((row) => row.trim().split(/\s+/));
  return rows.some(([, , , state, , , , , , inode]) => state === ESTABLISHED && sockets.has(inode));
}
