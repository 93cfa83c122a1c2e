import { start } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verdict } from "../../stacks/operate/simulate/verdict.js";
import { loseState } from "../engine/lost-state.js";
import { longTimeout, type TelephonyStack } from "../engine/telephony-stack.js";
import { CALLER, NUMBER, openStack } from "./opened-stack.js";
import { type Answers, type Cloud, exitCodesOf, expectNothingWell, readAll, verdictIn } from "./reading-commands.js";

/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await openStack();
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

/** One or both clouds are unreadable: every command says so, and which. */
async function expectNotChecked(
  unread: readonly Cloud[],
  because: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const ran = await readAll(stack, env);
  expect(verdictIn(ran)).toEqual({
    ...{ number: NUMBER, calls: "not checked", worker: "not probed" },
    reason: {
      code: unread.includes("Twilio") ? "twilio_unread" : "livekit_unread",
      message: expect.stringMatching(because) as string,
    },
    because: expect.stringMatching(because) as string,
    text: expect.stringMatching(/^not checked: /) as string,
  });
  expect(exitCodesOf(ran)).toEqual({
    ...{ doctor: 3, oneCheck: 3, status: 3, simulate: 3, lookup: 3, pipeline: 3, workerDown: 1 },
    ...{ list: unread.includes("Twilio") ? 3 : 0, graph: unread.length === 2 ? 1 : 0, preview: 0 },
  });
  expectNothingWell(ran, unread);
  expect(ran.pipeline.answer.through).toBe(false);
  expect(ran.preview.answer.readAt).toBeNull();
  for (const { stdout } of Object.values(ran)) expect(stdout).not.toMatch(/reaches the worker|(?<!not )answered: /);
}

/** Both clouds are readable: every command says what happens to calls. */
async function expectRead(calls: Verdict["calls"]): Promise<Answers> {
  const { agents } = stack.emulator.dial({ from: CALLER, to: NUMBER });
  expect(agents.length > 0).toBe(calls === "reaches the worker");
  const ran = await readAll(stack);
  expect(verdictIn(ran)).toMatchObject({ number: NUMBER, calls, worker: "not probed" });
  const judging = calls === "reaches the worker" ? 0 : 3;
  expect(exitCodesOf(ran)).toMatchObject({
    status: judging,
    simulate: judging,
    lookup: judging,
    pipeline: judging,
    list: 0,
    graph: 0,
  });
  return ran;
}

const cloudDown: readonly [string, readonly Cloud[], Readonly<Record<string, string>>, RegExp][] = [
  ["Twilio is unreachable", ["Twilio"], { TWILIO_API_URL: NOWHERE }, /^Twilio was not read: .*ECONNREFUSED/],
  ["LiveKit is unreachable", ["LiveKit"], { LIVEKIT_API_URL: NOWHERE }, /^LiveKit was not read: .*ECONNREFUSED/],
  [
    "both are unreachable",
    ["Twilio", "LiveKit"],
    { TWILIO_API_URL: NOWHERE, LIVEKIT_API_URL: NOWHERE },
    /^Twilio was not read: .*ECONNREFUSED/,
  ],
  ["Twilio refuses the token", ["Twilio"], { TWILIO_AUTH_TOKEN: "0".repeat(32) }, /^Twilio was not read: .*20003/],
  ["LiveKit refuses the key", ["LiveKit"], { LIVEKIT_API_SECRET: "wrong".repeat(8) }, /^LiveKit was not read: .*401/],
];

/** An unreadable list, and the status of every try. */
const listDown: readonly [string, Cloud, 500 | 503][] = [
  ["ListSIPDispatchRule", "LiveKit", 500],
  ["ListOriginationUrl", "Twilio", 503],
];

describe("every command gives one verdict, and shows nothing as healthy that it did not read", longTimeout, () => {
  // Situations mostly wait for a cloud that does not answer, so those of one state run concurrently.
  describe("before the first up", () => {
    it.concurrent("with both clouds readable", () => expectRead("not answered"));

    it.concurrent("when Twilio is unreachable", async () => {
      const ran = await readAll(stack, { TWILIO_API_URL: NOWHERE });
      expect(verdictIn(ran)).toMatchObject({ calls: "not checked", worker: "not probed" });
      expectNothingWell(ran, ["Twilio"]);
    });
  });

  describe("after the first up", () => {
    beforeAll(() => stack.workspace.up(), longTimeout.timeout);

    it.concurrent("with both clouds readable", () => expectRead("reaches the worker"));

    it.concurrent.each(cloudDown)("when %s", (_, unread, env, because) => expectNotChecked(unread, because, env));

    it.concurrent.each(listDown)("when %s of %s answers %i", async (operation, cloud, status) => {
      // The same accounts at other addresses: only this situation has the fault.
      const { twilio, livekit, load, close } = await start();
      load(stack.emulator.save());
      const { faults } = cloud === "Twilio" ? twilio : livekit;
      faults.next(operation, { kind: "refuse", status }, 1000);
      const env = { TWILIO_API_URL: twilio.url, LIVEKIT_API_URL: livekit.url };
      await expectNotChecked([cloud], new RegExp(`^${cloud} was not read: .*${status}`), env).finally(close);
    });
  });

  describe("after the state is lost", () => {
    beforeAll(() => loseState(stack.workspace), longTimeout.timeout);

    it.concurrent("with both clouds readable", async () => {
      const { pipeline } = await expectRead("reaches the worker");
      // An object that exists, but is not known to belong to the stack, is not reported as missing.
      const unheld = ["origination", "inbound trunk", "dispatch rule"];
      for (const step of unheld)
        expect(pipeline.answer.steps).toContainEqual(
          expect.objectContaining({ step, ok: false, message: "not in the state" }),
        );
    });

    it.concurrent("when LiveKit is unreachable", async () => {
      const ran = await readAll(stack, { LIVEKIT_API_URL: NOWHERE });
      expect(verdictIn(ran)).toMatchObject({ calls: "not checked", worker: "not probed" });
      expectNothingWell(ran, ["LiveKit"]);
    });
  });
});
