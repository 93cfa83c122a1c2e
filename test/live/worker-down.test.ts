import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PhoneCall } from "./caller/phone.js";
import { answeredBy, recordGreetings } from "./personas.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const RECEPTION = "+15105550100";
const RINGING_SECONDS = 12;
/** How much later than the ringing timeout a busy machine may answer. */
const LATE_MS = 15_000;

describe("a stack whose workers take no calls", () => {
  const stack = startLiveStack();
  const workers: WorkerProcess[] = [];
  let lab: TelephonyLab;

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION]);
    // With a disaster recovery URL, `up` sets LiveKit's status to 503 instead of 486.
    await lab.up({
      ...answeredBy({ [RECEPTION]: "reception" }),
      inbound: { ringingTimeoutSeconds: RINGING_SECONDS },
      trunk: { disasterRecoveryUrl: "https://acme.com/closed" },
    });
    const [outputs, audio] = [await lab.writeOutputs(), await recordGreetings(join(stack().folder, "greetings"))];
    for (let count = 0; count < 2; count++) workers.push(await WorkerProcess.start(stack(), outputs, audio));
  });
  afterAll(async () => {
    for (const worker of workers) await worker.stop("SIGKILL");
    await lab?.close();
  });

  const ringing = async (count: number) => {
    const calls = await Promise.all(
      Array.from({ length: count }, (_, index) => lab.call(RECEPTION, { from: `+1510555017${index}` })),
    );
    for (const call of calls) await call.ringing();
    return calls;
  };
  /** livekit-sip 1.8.0 always answers this, whatever the trunk says, and only after this ringing time. */
  const expectRungOut = async (calls: readonly PhoneCall[], when: string) => {
    for (const call of calls) {
      const status = await call.ended((RINGING_SECONDS * 1000 + LATE_MS) * 2);
      const { afterMs = 0 } = call.progress.at(-1) ?? {};
      console.log(`a call ${when} rang, and ended with ${status} after ${afterMs} ms; it heard nothing else`);
      expect(status).toBe(486);
      expect(afterMs).toBeGreaterThanOrEqual(RINGING_SECONDS * 1000 - 100);
      expect(afterMs).toBeLessThan(RINGING_SECONDS * 1000 + LATE_MS);
      expect(call.isAnswered).toBe(false);
      expect(call.media.firstPacketAt).toBeUndefined();
    }
  };

  it("asks this livekit-server, which drops the setting, for another status only once", async () => {
    await lab.workspace.up("--expect-no-changes");
    await lab.workspace.refresh("--expect-no-changes");
  });

  it("answers 486 after ringing, on which Twilio does not fail over, when every worker dies or is dead", async () => {
    // A suspended worker takes no call, so all of them ring when it dies.
    for (const { pid } of workers) process.kill(pid, "SIGSTOP");
    const calls = await ringing(3);
    for (const worker of workers) await worker.stop("SIGKILL");
    const later = await ringing(1);
    await expectRungOut(calls, "whose workers were killed while it rang");
    await expectRungOut(later, "without any worker");
  });
});
