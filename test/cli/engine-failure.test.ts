import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { engineFailure } from "../../stacks/cli/engine-failure.js";
import { holdersIn, isGone } from "../../stacks/engine/lock.js";
import { arkenos } from "./terminal.js";

const nothing = { steps: [], failures: [], remarks: [] };
const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const refusal = (pid: number, host = hostname()) =>
  `the stack is currently locked by 1 lock(s). Either wait …\n  file:///x.json: created by ann@${host} (pid ${pid}) at 2026-11-21T13:00:00Z`;

describe("a run of the engine that fails", () => {
  it("because another run holds the stack names that run, and what to do", () => {
    const failure = engineFailure(
      named("ConcurrentUpdateError", `${refusal(4711, "laptop")}\n${refusal(4711, "laptop")}`),
      nothing,
      false,
    );
    expect(failure).toMatchObject({
      exitCode: 5,
      message: "Another run holds the stack",
      problems: ["ann@laptop, process 4711, since 2026-11-21T13:00:00Z"],
    });
    expect(failure.next).toContain("arkenos provision");
  });

  it("for want of the passphrase says which variable to set", () => {
    const failure = engineFailure(named("CommandError", "error: passphrase must be set with PULUMI_…"), nothing, false);
    expect(failure).toMatchObject({
      exitCode: 2,
      next: "Set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
    });
  });

  it("lists the problems of a bad config alone, without the engine's frame", () => {
    const reasons = [
      "Running program '/x/index.js' failed:\n  The stack's config has 2 problems:\n  - sipDomain: is empty\n  - adopt: is unknown",
    ];
    const failure = engineFailure(
      named("CommandError", ""),
      { ...nothing, failures: [{ step: undefined, reasons }] },
      false,
    );
    expect(failure).toMatchObject({
      exitCode: 2,
      message: "The stack's config has 2 problems",
      problems: ["sipDomain: is empty", "adopt: is unknown"],
      next: "Nothing was changed",
    });
  });
});

it("only a holder of this machine that runs no more is gone", () => {
  const [mine, dead, elsewhere] = holdersIn(
    [refusal(process.pid), refusal(2 ** 30), refusal(2 ** 30 + 1, "laptop")].join("\n"),
  );
  expect([mine, dead, elsewhere].map((holder) => holder && isGone(holder))).toEqual([false, true, false]);
});

it.each([["up"], ["destroy"], ["provision"], ["import"]])(
  "%s asks nothing without a terminal: it wants --yes, before it looks for a stack",
  async (command) => {
    const { exitCode, stderr } = await arkenos([command], { cwd: "/" });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/cannot be asked here\n {2}Without a terminal, and with --json, give --yes/);
  },
);
