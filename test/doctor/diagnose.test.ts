import { expect, it } from "vitest";
import type { Check } from "../../stacks/operate/doctor/check.js";
import { diagnose } from "../../stacks/operate/doctor/diagnose.js";
import type { DoctorContext } from "../../stacks/operate/doctor/doctor-context.js";

const context = {
  observed: { livekit: { readable: true }, twilio: { readable: true } },
  verdicts: [],
} as unknown as DoctorContext;
const check = (id: string, find: Check["find"]): Check => ({
  ...{ id, severity: "warning", needs: [], looksAt: ["machine"], find },
});

it("a check that fails is a finding and was not made, and the others still report", () => {
  const subject = { kind: "machine", id: "x" } as const;
  const judgement = diagnose(
    [context],
    [
      check("before", () => []),
      check("broken", () => {
        throw new TypeError("trunks is not iterable");
      }),
      check("after", () => [{ subject, remediation: "Do it." }]),
    ],
  );
  expect(judgement).toMatchObject({
    passed: ["before"],
    skipped: [{ id: "broken", isUnread: true, reason: "it failed unexpectedly (trunks is not iterable)" }],
    findings: [
      {
        ...{ id: "broken-not-checked", severity: "warning", found: "TypeError" },
        remediation: expect.stringContaining("arkenos doctor --only broken --json") as string,
      },
      { id: "after", subject },
    ],
  });
});
