import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { patience } from "../engine/telephony-stack.js";
import { playAsked, playUnasked, secretsIn } from "../manual/play.js";
import { FOR_SALE, OWNED, scenes } from "../manual/scenes.js";
import { setStage, type Stage } from "../manual/stage.js";

const secrets = (stage: Stage) => scenes.flatMap((scene) => secretsIn(scene, stage));

/** What the sandbox holds at the end of the life of a stack: both numbers, on no trunk, and nothing else. */
function expectNothingLeft({ emulator: { twilio, livekit } }: Stage): void {
  expect(twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber)).toEqual([OWNED, FOR_SALE]);
  expect(twilio.store.numbers.all().map(({ trunkSid }) => trunkSid ?? "")).toEqual(["", ""]);
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  const { trunks, credentialLists } = twilio.store;
  const kinds = [trunks, credentialLists, inboundTrunks, outboundTrunks, dispatchRules];
  expect(kinds.map(({ size }) => size)).toEqual([0, 0, 0, 0, 0]);
  expect(twilio.calls.filter(({ operation }) => operation === "CreateIncomingPhoneNumber")).toHaveLength(1);
}

/** No file of the project, its state or the engine's home says a secret in clear. */
async function expectNoSecretInFiles(stage: Stage): Promise<void> {
  const above = dirname(stage.folder);
  for (const part of ["acme", ".state", ".home"]) {
    const entries = await readdir(join(above, part), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const text = await readFile(join(entry.parentPath, entry.name), "latin1");
      for (const secret of secrets(stage)) expect(text.includes(secret), join(part, entry.name)).toBe(false);
    }
  }
}

describe("the life of a stack by --json --yes, without a terminal", patience, () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()));
  afterAll(() => stage?.dispose());

  it.each(scenes)("$title", async (scene) => {
    const { exitCode = 0 } = scene;
    const left = await playUnasked(scene, stage, "--json", "--yes");
    expect({ ...left, stdout: "" }).toEqual({ exitCode, stdout: "", stderr: "" });
    expect(JSON.parse(left.stdout)).toMatchObject({ version: 1, ok: exitCode === 0 });
    for (const secret of secrets(stage)) expect(left.stdout).not.toContain(secret);
  });

  it("leaves both numbers in the account and nothing else", () => expectNothingLeft(stage));
  it("leaves no secret in clear in a file", () => expectNoSecretInFiles(stage));
});

describe("the life of a stack in a terminal, by a person who is asked", patience, () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage()));
  afterAll(() => stage?.dispose());

  it.each(scenes)("$title", async (scene) => {
    const { exitCode, screen, shown } = await playAsked(scene, stage);
    expect({ exitCode, screen }).toEqual({ exitCode: scene.exitCode ?? 0, screen: expect.any(String) });
    expect(screen.length).toBeGreaterThan(10);
    for (const secret of secrets(stage)) expect(shown).not.toContain(secret);
  });

  it("leaves both numbers in the account and nothing else", () => expectNothingLeft(stage));
  it("leaves no secret in clear in a file", () => expectNoSecretInFiles(stage));
});
