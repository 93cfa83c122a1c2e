import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { arkenos } from "./terminal.js";

const run = promisify(execFile);

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

it.each([
  ["zsh", "#compdef arkenos"],
  ["fish", "complete -c arkenos -n \"__arkenos_at 'preview'\" -l detailed-exitcode"],
])("completion in %s includes the commands", async (shell, line) => {
  expect((await arkenos(["completion", shell])).stdout).toContain(line);
});

it("an unsupported shell is refused by name", async () => {
  const { exitCode, stderr } = await arkenos(["completion", "tcsh"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("bash, zsh, fish");
});
