import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTimeout } from "../engine/telephony-stack.js";
import { runAsked, runUnasked, secretsIn } from "../manual/run-example.js";
import { FOR_SALE, OWNED, examples } from "../manual/examples.js";
import type { Example } from "../manual/example.js";
import { init } from "../manual/init-example.js";
import { commandLine } from "../manual/page.js";
import { openSandboxProject, type SandboxProject } from "../manual/sandbox-project.js";
import { withoutMachine } from "../manual/without-machine.js";
import { REPOSITORY } from "../repository.js";

const secrets = (project: SandboxProject) => examples.flatMap((example) => secretsIn(example, project));

/** The sandbox at the end of a stack's life: both numbers, on no trunk, and nothing else. */
function expectNothingLeft({ emulator: { twilio, livekit } }: SandboxProject): void {
  expect(twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber)).toEqual([OWNED, FOR_SALE]);
  expect(twilio.store.numbers.all().map(({ trunkSid }) => trunkSid ?? "")).toEqual(["", ""]);
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  const { trunks, credentialLists } = twilio.store;
  const kinds = [trunks, credentialLists, inboundTrunks, outboundTrunks, dispatchRules];
  expect(kinds.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0]);
  expect(twilio.calls.filter(({ operation }) => operation === "CreateIncomingPhoneNumber")).toHaveLength(1);
}

/** No file of the project, its state or the engine's home contains a secret in clear text. */
async function expectNoSecretInFiles(project: SandboxProject): Promise<void> {
  const above = dirname(project.folder);
  for (const part of ["acme", ".state", ".home"]) {
    const entries = await readdir(join(above, part), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const text = await readFile(join(entry.parentPath, entry.name), "latin1");
      for (const secret of secrets(project)) expect(text.includes(secret), join(part, entry.name)).toBe(false);
    }
  }
}

describe("the life of a stack with --json --yes, without a terminal", longTimeout, () => {
  let project: SandboxProject;
  beforeAll(async () => void (project = await openSandboxProject()));
  afterAll(() => project?.dispose());

  it.each(examples)("$title", async (example) => {
    const { exitCode = 0 } = example;
    const left = await runUnasked(example, project, "--json", "--yes");
    expect({ ...left, stdout: "" }).toEqual({ exitCode, stdout: "", stderr: "" });
    expect(JSON.parse(left.stdout)).toMatchObject({ version: 1, ok: exitCode === 0 });
    for (const secret of secrets(project)) expect(left.stdout).not.toContain(secret);
  });

  it("leaves both numbers in the account and nothing else", () => expectNothingLeft(project));
  it("leaves no secret in clear text in a file", () => expectNoSecretInFiles(project));
});

describe("the life of a stack in a terminal, with questions", longTimeout, () => {
  let project: SandboxProject;
  beforeAll(async () => void (project = await openSandboxProject()));
  afterAll(() => project?.dispose());

  it.each(examples)("$title", async (example) => {
    const { exitCode, screen, shown } = await runAsked(example, project);
    expect({ exitCode, screen }).toEqual({ exitCode: example.exitCode ?? 0, screen: expect.any(String) });
    expect(screen.length).toBeGreaterThan(10);
    for (const secret of secrets(project)) expect(shown).not.toContain(secret);
    if (example === init) return;
    // The manual has the lines without a terminal's breaks, and steps that run side by side end in any order.
    const seen = letters(withoutMachine(screen, project));
    expect(
      outputInManual(example)
        .split("\n")
        .filter((line) => !seen.includes(letters(line))),
    ).toEqual([]);
  });

  it("leaves both numbers in the account and nothing else", () => expectNothingLeft(project));
  it("leaves no secret in clear text in a file", () => expectNoSecretInFiles(project));
});

const manual = readFileSync(join(REPOSITORY, "stacks", "operate", "README.md"), "utf8");

/** What the manual shows below an example. */
function outputInManual(example: Example): string {
  return manual.split(`\`\`\`\n${commandLine(example)}\n`)[1]?.split(/^```$/m)[0] ?? expect.fail("not in the manual");
}

function letters(text: string): string {
  return text.replace(/\s+/g, "");
}
