import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOG } from "../../stacks/operate/doctor/catalog.js";
import { findingText } from "../../stacks/operate/doctor/finding.js";
import { longTimeout } from "../engine/telephony-stack.js";
import { type Fault, valueFor } from "./fault.js";
import { HealthyStack } from "./healthy-stack.js";
import { accountFaults } from "./faults/account.js";
import { dispatchFaults } from "./faults/dispatch.js";
import { addRecovery, failoverFaults } from "./faults/failover.js";
import { inboundFaults } from "./faults/inbound.js";
import { numberFaults } from "./faults/numbers.js";
import { originationFaults } from "./faults/origination.js";
import { encryptionFaults } from "./faults/encryption.js";
import { outboundFaults } from "./faults/outbound.js";

const FAULTS: readonly Fault[] = [
  ...originationFaults,
  ...numberFaults,
  ...inboundFaults,
  ...failoverFaults,
  ...dispatchFaults,
  ...outboundFaults,
  ...encryptionFaults,
  ...accountFaults,
];

/** Notes that a healthy stack gets too. */
const NOTES = ["agent-credits"];

let stack: HealthyStack;
beforeAll(async () => {
  stack = await HealthyStack.start();
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

describe("a healthy stack", () => {
  it("has only notes as findings", async () => {
    const findings = await stack.examine(stack.admit());
    expect(findings.filter(({ id }) => !NOTES.includes(id))).toEqual([]);
  });
});

describe("a stack with a disaster recovery URL", () => {
  it.each([503, 480, 500])(
    "has no finding when LiveKit keeps status %i, on which Twilio fails over",
    async (status) => {
      const target = stack.admit();
      const { store } = target.emulator.livekit;
      store.release = "1.13.11";
      store.inboundTrunks.patch(target.ids.InboundTrunk ?? "", { ringingTimeoutStatus: status });
      addRecovery(target);
      const findings = await stack.examine(target);
      expect(findings.filter(({ id }) => !NOTES.includes(id))).toEqual([]);
    },
  );
});

describe("a stack with a planted fault", () => {
  it.each(FAULTS.map((fault) => [`${fault.id}: ${fault.when}`, fault] as const))("%s", async (_, fault) => {
    const target = stack.admit();
    fault.plant(target);
    const findings = await stack.examine(target);
    const uncaused = findings.filter(({ id, causedBy }) => !causedBy && (id === fault.id || !NOTES.includes(id)));
    expect(uncaused.map(({ id, severity, subject }) => [id, severity, subject.id])).toEqual([
      [fault.id, fault.severity ?? "error", valueFor(fault.subject, target)],
    ]);
    expect(uncaused.map(findingText).join()).toContain(valueFor(fault.names, target));
    // Its consequences are listed below it.
    expect(findings.filter(({ causedBy }) => causedBy && causedBy.id !== fault.id)).toEqual([]);
    // No secret is shown.
    expect(JSON.stringify(findings)).not.toMatch(/sk-of-the-tests|5ec2e75e|emulator-secret/);
    expect(await stack.examine(stack.admit())).not.toContainEqual(
      expect.objectContaining({ id: fault.id, severity: "error" }),
    );
  });

  it("the fault table covers every check", () => {
    const planted = new Set(FAULTS.map(({ id }) => id));
    const ids = CATALOG.map(({ id }) => id);
    console.log(`${ids.length} checks, ${planted.size} planted by ${FAULTS.length} faults`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !planted.has(id) && !NOTES.includes(id))).toEqual([]);
  });
});
