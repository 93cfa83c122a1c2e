import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import { ARKENOS } from "../terminal/arkenos.js";

/** Runs a command in a shell's pipe. Its own exit code is printed on standard error, after what it prints there itself. */
function piped(words: string, reader: string) {
  const command = ARKENOS.map((word) => `'${word}'`).join(" ");
  const script = `{ { ${command} ${words}; echo "exit $?" >&3; } | ${reader}; } 3>&2`;
  return spawnSync("bash", ["-c", script], { cwd: join(REPOSITORY, "test", "example"), encoding: "utf8" });
}

it.each([
  ["doctor --list", 0],
  ["doctor --list --json", 0],
  ["--help", 0],
  ["completion bash", 0],
  ["frobnicate --json", 2],
])("%s ends quietly and with its own exit code when its reader has read enough", (words, exitCode) => {
  const stderr = `exit ${exitCode}\n`;
  expect(piped(words, "head -1")).toMatchObject({ stdout: expect.stringMatching(/^.+\n$/) as string, stderr });
  expect(piped(words, "true")).toMatchObject({ stdout: "", stderr });
});

it("a failure keeps its exit code when the reader of its message has gone", () => {
  expect(piped("frobnicate 2>&1", "true")).toMatchObject({ stdout: "", stderr: "exit 2\n" });
});
