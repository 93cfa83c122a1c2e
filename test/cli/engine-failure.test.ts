import { describe, expect, it } from "vitest";
import { engineFailure } from "../../stacks/operate/cli/failure/engine-failure.js";
import { diagnosed } from "../../stacks/operate/engine/problems.js";
import { engineFailureIn } from "../../stacks/operate/engine/pulumi.js";
import type { Step } from "../../stacks/operate/engine/step.js";
import { arkenos } from "./terminal.js";

const nothing = { steps: [], failures: [], notes: [] };
const failed = (...reasons: string[]) => ({ step: undefined, ...diagnosed(reasons.join("\n")) });
const run = { tense: "done" } as const;
const refusal =
  "the stack is currently locked by 1 lock(s). Either wait …\n  file:///x.json: created by ann@laptop (pid 4711) at 2026-11-21T13:00:00Z";

describe("a run of the engine that fails", () => {
  it("because another run has locked the stack names that run and a remedy", () => {
    const failure = engineFailure(engineFailureIn(`${refusal}\n${refusal}`), nothing, run);
    expect(failure).toMatchObject({
      exitCode: 5,
      message: "Another run holds the stack",
      problems: ["ann@laptop, process 4711, since 2026-11-21T13:00:00Z"],
    });
    expect(failure.next).toContain("arkenos provision");
  });

  it.each([
    [
      "the passphrase is missing",
      "error: passphrase must be set with PULUMI_…",
      "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
    ],
    [
      "Pulumi Cloud wants a login",
      "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
      "Run pulumi login, or set PULUMI_ACCESS_TOKEN",
    ],
    [
      "the stack does not exist",
      "code: 255\n stderr: error: no stack named 'dev' found",
      "Create it with arkenos init",
    ],
  ])("because %s says what to do", (_, message, next) => {
    expect(engineFailure(engineFailureIn(message), nothing, run)).toMatchObject({ exitCode: 2, next });
  });

  it("lists only the problems of a bad config, without the engine's frame", () => {
    const reasons = [
      'Running program \'/x/index.js\' failed:\n  The stack\'s config has 2 problems [arkenos:invalid_config]:\n  - sipDomain: is empty [arkenos:empty]; write one\n  - numbers["+1"].agent: there is no agent "x" [arkenos:unknown_agent]',
    ];
    const failure = engineFailure(engineFailureIn(""), { ...nothing, failures: [failed(...reasons)] }, run);
    expect(failure).toMatchObject({
      exitCode: 2,
      message: "The stack's config has 2 problems",
      problems: ["sipDomain: is empty; write one", 'numbers["+1"].agent: there is no agent "x"'],
      details: [
        { path: ["sipDomain"], code: "empty", message: "is empty", remedy: "write one" },
        { path: ["numbers", "+1", "agent"], code: "unknown_agent", message: 'there is no agent "x"' },
      ],
      next: "Nothing was changed",
    });
  });

  it("shows a program's exception without its stack trace", () => {
    const thrown = "Error: at least one number is missing\n    at file:///x/index.js:3:7\n    at async main (y.js:1:2)";
    const reasons = [`Running program '/x/index.js' failed with an unhandled exception:\n${thrown}`];
    const failure = engineFailure(new Error(), { ...nothing, failures: [failed(...reasons)] }, run);
    expect(failure.problems).toEqual(["at least one number is missing"]);
  });

  it("says that nothing was changed in a read-only run, whatever it found before it failed", () => {
    const step = { op: "create", type: "pulumi-nodejs:dynamic/twilio:ElasticTrunk", props: {} } as Step;
    const seen = { ...nothing, steps: [step], failures: [failed("Preview failed: 401")] };
    const text = (["will", "drift", "done"] as const).map((tense) =>
      engineFailure(new Error(), seen, { ...run, tense }),
    );
    expect(text.map(({ next }) => next)).toEqual([
      "Nothing was changed",
      "Neither cloud was changed",
      "1 change was made and is in the state; run this again to continue",
    ]);
    expect(text.map(({ problems }) => problems)).toEqual([["401"], ["401"], ["401"]]);
  });
});

it.each([["up"], ["destroy"], ["provision"], ["import"]])(
  "%s requires --yes without a terminal, before it looks for a stack",
  async (command) => {
    const { exitCode, stderr } = await arkenos([command], { cwd: "/" });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /Cannot prompt for ".+" without a terminal\n {2}Use --yes( or --dry-run)? to skip the prompt/,
    );
  },
);

describe("a run of the engine that a person stopped", () => {
  const step = (phoneNumber: string, op: Step["op"]): Step => ({
    ...{
      urn: `urn:${phoneNumber}`,
      op,
      type: "pulumi-nodejs:dynamic/twilio:PhoneNumber",
      parent: "",
      id: "",
      provider: "",
    },
    ...{ name: phoneNumber, fields: [], outputs: {} },
    props: { phoneNumber },
  });

  it("says of each object that it is done or unknown, and how to continue", () => {
    const outcome = { ...nothing, steps: [step("+12065550200", "create"), step("+12065550202", "same")] };
    const stop = { unfinished: [step("+12065550201", "create")] };
    expect(engineFailure(engineFailureIn(""), outcome, { ...run, stop })).toMatchObject({
      ...{ exitCode: 1, message: "Stopped", next: expect.stringContaining("arkenos provision") },
      problems: [
        "Twilio, phone number +12065550200: added to the stack",
        "Twilio, phone number +12065550201: started; the result is unknown",
      ],
    });
  });

  it("before the first change says that nothing was changed", () => {
    const failure = engineFailure(engineFailureIn("error: update canceled"), nothing, {
      ...run,
      stop: { unfinished: [] },
    });
    expect(failure).toMatchObject({ message: "Stopped", next: "Nothing was changed", problems: [] });
  });
});
