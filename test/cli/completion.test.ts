import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { arkenos } from "./terminal.js";

const run = promisify(execFile);
const EXAMPLE = join(REPOSITORY, "test", "example");
/** No engine can be found there. */
const SHELL = { PATH: "/usr/bin:/bin", HOME: "/nowhere" };

/** What bash suggests after these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout: script } = await arkenos(["completion", "bash"]);
  const typed = ["arkenos", ...words].map((word) => `'${word}'`).join(" ");
  const asking = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _arkenos; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run("bash", ["-c", `${script}\n${asking}`]);
  return stdout.split("\n").filter(Boolean);
}

describe("completion in bash", () => {
  it("includes every command in the help, and its alias", async () => {
    const { stdout: help } = await arkenos(["--help"]);
    const listed = Array.from(help.matchAll(/^ {2}([a-z][\w-]*)(?:\|([\w-]+))?/gm), ([, name, alias]) => [name, alias]);
    const names = listed.flat().filter((name) => name !== undefined && name !== "help");
    expect(names).toEqual(expect.arrayContaining(["up", "provision", "retry"]));
    expect(await offered("")).toEqual(expect.arrayContaining(names));
  });

  it("includes a command's own options and the global ones, even after options", async () => {
    expect(await offered("--json", "preview", "--de")).toEqual(["--detailed-exitcode"]);
    expect(await offered("preview", "--js")).toEqual(["--json"]);
    expect(await offered("up", "--de")).toEqual([]);
  });
});

describe("completion in a project", () => {
  /** What bash suggests there, by the command itself. */
  const inFolder = async (cwd: string, ...words: string[]) => {
    const { stdout: script } = await arkenos(["completion", "bash"]);
    const typed = ["arkenos", ...words].map((word) => `'${word}'`).join(" ");
    const asking = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _arkenos; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const command = `arkenos() { '${ARKENOS[0]}' '${ARKENOS[1]}' "$@"; }`;
    const { stdout, stderr } = await run("bash", ["-c", `${command}\n${script}\n${asking}`], { cwd, env: SHELL });
    return { offered: stdout.split("\n").filter(Boolean), stderr };
  };

  it("offers agents, numbers and stacks, of the stack that is typed", async () => {
    expect(await inFolder(EXAMPLE, "call", "--agent", "")).toEqual({
      offered: ["reception", "night-desk"],
      stderr: "",
    });
    expect((await inFolder(EXAMPLE, "up", "--stack", "")).offered).toEqual(["dev"]);
    expect((await inFolder(EXAMPLE, "lookup", "+1510")).offered).toEqual(["+15105550100"]);
    expect((await inFolder(EXAMPLE, "lookup", "--stack", "dev", "+1510")).offered).toEqual(["+15105550100"]);
    expect((await inFolder(EXAMPLE, "lookup", "--stack", "prod", "+1")).offered).toEqual([]);
    expect((await inFolder(EXAMPLE, "lookup", "--js")).offered).toEqual(["--json"]);
  });

  it("offers an agent where a command takes one, and none where it takes a new name", async () => {
    const agents = ["reception", "night-desk"];
    for (const words of [
      ["agents", "remove"],
      ["agents", "rename"],
      ["--stack", "dev", "agents", "rename"],
      ["import", "--agent"],
      ["numbers", "assign", "+15105550100", "--agent"],
    ])
      expect((await inFolder(EXAMPLE, ...words, "")).offered, words.join(" ")).toEqual(expect.arrayContaining(agents));
    for (const words of [
      ["agents", "add"],
      ["agents", "rename", "reception"],
      ["init", "--agent"],
      ["lookup", "--country"],
    ])
      expect((await inFolder(EXAMPLE, ...words, "")).offered, words.join(" ")).not.toEqual(
        expect.arrayContaining(agents),
      );
  });

  it("offers a number for an option and for the argument that takes one", async () => {
    const numbers = ["+15105550100"];
    expect((await inFolder(EXAMPLE, "call", "--from", "+1510")).offered).toEqual(numbers);
    expect((await inFolder(EXAMPLE, "simulate", "+15555550199", "+1510")).offered).toEqual(numbers);
    expect((await inFolder(EXAMPLE, "simulate", "+")).offered).toEqual([]);
    expect((await inFolder(EXAMPLE, "numbers", "buy", "+")).offered).toEqual([]);
    expect((await inFolder(EXAMPLE, "call", "+")).offered).toEqual([]);
  });

  it("offers nothing, silently, where there is no project or its file is not valid", async () => {
    const folder = await mkdtemp(join(tmpdir(), "arkenos-"));
    try {
      expect(await inFolder(folder, "call", "--agent", "")).toEqual({ offered: [], stderr: "" });
      await writeFile(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
      await writeFile(join(folder, "Pulumi.dev.yaml"), "config: [\n");
      expect(await inFolder(folder, "lookup", "+")).toEqual({ offered: [], stderr: "" });
      expect((await inFolder(folder, "up", "-s", "")).offered).toEqual(["dev"]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("offers no name that bash would expand: a cloned project runs nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "arkenos-"));
    try {
      await writeFile(join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
      await writeFile(join(folder, "Pulumi.$(touch${IFS}pwned).yaml"), "config: {}\n");
      const names = ["$(touch${IFS}pwned)", "`touch${IFS}pwned`", "${HOME}", "*", "reception"];
      const agents = Object.fromEntries(names.map((name) => [name, {}]));
      await writeFile(join(folder, "Pulumi.dev.yaml"), JSON.stringify({ config: { "arkenos:agents": agents } }));
      expect((await inFolder(folder, "call", "--agent", "")).offered).toEqual(["reception"]);
      expect((await inFolder(folder, "up", "--stack", "")).offered).toEqual(["dev"]);
      expect(await readdir(folder)).not.toContain("pwned");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each(["zsh", "fish"])("asks the command in %s, too", async (shell) => {
    expect((await arkenos(["completion", shell])).stdout).toMatch(
      shell === "zsh" ? /"\$\{words\[1\]\}" complete -- / : /-l agent -x -a/,
    );
  });
});

it.each([
  ["zsh", "#compdef arkenos"],
  ["fish", "complete -c arkenos -n \"__arkenos_at 'preview'\" -l detailed-exitcode"],
])("completion in %s includes the commands", async (shell, line) => {
  expect((await arkenos(["completion", shell])).stdout).toContain(line);
});

it.each([
  ["zsh", String.raw`or a bucket'\''s URL`],
  ["fish", String.raw`or a bucket\'s URL`],
])("completion in %s keeps the apostrophes of descriptions", async (shell, description) => {
  expect((await arkenos(["completion", shell])).stdout).toContain(description);
});

it("completion in fish knows the commands below a group, to tell them from arguments and values", async () => {
  expect((await arkenos(["completion", "fish"])).stdout).toMatch(/case 'numbers'\n +string split ' ' '.*\bbuy\b.*'/);
});

it("completion in zsh completes at the first TAB from a folder of fpath, too", async () => {
  expect((await arkenos(["completion", "zsh"])).stdout).toContain('== _arkenos ]]; then _arkenos "$@"; else compdef');
});

it("an unsupported shell is refused by name", async () => {
  const { exitCode, stderr } = await arkenos(["completion", "tcsh"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("bash, zsh, fish");
});
