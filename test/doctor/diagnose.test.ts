import { expect, it } from "vitest";
import type { Check } from "../../stacks/operate/doctor/check.js";
import { diagnose } from "../../stacks/operate/doctor/diagnose.js";
import { findingData } from "../../stacks/operate/cli/doctor/doctor-answer.js";
import type { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";
import { CONVERGE } from "../../stacks/operate/doctor/finding.js";

const context = {
  observed: { livekit: { readable: true }, twilio: { readable: true } },
  desired: {},
  verdicts: [],
} as unknown as DoctorContext;
const check = (id: string, find: Check["find"]): Check => ({
  ...{ id, severity: "warning", needs: [], looksAt: ["machine"], find },
});

it("a check that fails is reported as a finding and as not checked, and the others still report", () => {
  const subject = { kind: "machine", id: "x" } as const;
  const judgment = diagnose(
    [context],
    [
      check("before", () => []),
      check("broken", () => {
        throw new TypeError("trunks is not iterable");
      }),
      check("after", () => [{ subject, message: "It is wrong", remedies: [{ text: "do it", command: "arkenos up" }] }]),
    ],
  );
  expect(judgment).toMatchObject({
    passed: ["before"],
    skipped: [{ id: "broken", isUnread: true, reason: "it failed unexpectedly (trunks is not iterable)" }],
    findings: [
      {
        ...{ id: "broken-not-checked", severity: "warning", found: "TypeError" },
        remedies: [{ text: expect.stringContaining("arkenos doctor --only broken --json") as string }],
      },
      { id: "after", subject },
    ],
  });
});

it("a finding has one entry for each thing to do, with its command, and one text of them all", () => {
  const { findings } = diagnose(
    [context],
    [
      check("drifted", () => [
        {
          ...{ subject: { kind: "config", id: "x" }, message: "It is wrong" },
          remedies: [{ text: "set x to 1" }, CONVERGE],
        },
      ]),
    ],
  );
  const remedies = [{ text: "set x to 1" }, { ...CONVERGE, command: "arkenos refresh && arkenos up" }];
  const remediation = "It is wrong; set x to 1. Fix: run arkenos refresh, then arkenos up.";
  expect(findings.map(findingData)).toMatchObject([{ id: "drifted", message: "It is wrong", remedies, remediation }]);
});
