import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { play } from "../manual/play.js";
import { FOR_SALE, OWNED, scenes } from "../manual/scenes.js";
import { setStage, type Stage } from "../manual/stage.js";
import { patience } from "../engine/telephony-stack.js";

const root = join(import.meta.dirname, "..", "..");
const command = join(root, "stacks", "arkenos.js");

/** What the sandbox holds at the end of the life of a stack: both numbers, on no trunk, and nothing else. */
function expectNothingLeft({ emulator: { twilio, livekit } }: Stage): void {
  expect(twilio.store.numbers.all().map(({ phoneNumber }) => phoneNumber)).toEqual([OWNED, FOR_SALE]);
  expect(twilio.store.numbers.all().map(({ trunkSid }) => trunkSid ?? "")).toEqual(["", ""]);
  const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
  expect([twilio.store.trunks, inboundTrunks, outboundTrunks, dispatchRules].map(({ size }) => size)).toEqual([
    0, 0, 0, 0,
  ]);
  const bought = twilio.calls.filter(
    ({ operation, status }) => operation === "CreateIncomingPhoneNumber" && status === 201,
  );
  expect(bought).toHaveLength(1);
}

describe("the life of a stack by --json --yes, without a terminal", patience, () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await setStage(root)));
  afterAll(() => Promise.all([stage?.workspace.dispose(), stage?.emulator.close()]));

  it.each(scenes)("$title", async ({ argv, exitCode = 0, before }) => {
    before?.(stage.emulator);
    const { folder: cwd, env } = stage.workspace;
    const left = await play(command, [...argv, "--json", "--yes"], { cwd, env });
    expect({ exitCode: left.exitCode, stderr: left.stderr }).toEqual({ exitCode, stderr: "" });
    expect(JSON.parse(left.stdout)).toMatchObject({ version: 1, ok: exitCode === 0 });
  });

  it("leaves both numbers in the account and nothing else", () => expectNothingLeft(stage));
});
