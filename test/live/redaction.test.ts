import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_TONES, agents, recordGreetings, TONES } from "./personas.js";
import { startLiveStack } from "./started-stack.js";
import { CALLER, TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const RECEPTION = "+15105550100";
const GREETING = "Good day, this is the reception of Acme.";
const PATIENCE_MS = 60_000;

describe("a worker that redacts", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let worker: WorkerProcess;

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION]);
    const reception = { ...agents["reception"], greeting: GREETING };
    await lab.up({ agents: { reception }, numbers: { [RECEPTION]: { agent: "reception" } } });
    const audio = await recordGreetings(join(stack().folder, "greetings"));
    const settings = { ARKENOS_REDACT_CALLERS: "true", LOG_LEVEL: "debug" };
    worker = await WorkerProcess.start(stack(), await lab.writeOutputs(), { ...audio, ...settings });
  });
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
  });

  it("prints no number and no sentence of a call, from its ring to the end of its process", async () => {
    const call = await lab.call(RECEPTION);
    await call.answered(PATIENCE_MS);
    expect(await call.media.hears(ALL_TONES, PATIENCE_MS)).toBe(TONES.reception);
    await call.hangUp();
    await lab.quiet(worker);
    await worker.logged("Job process shutdown", 15_000);
    const printed = await worker.printed();
    console.log(`the worker printed ${printed.split("\n").length} lines, and said: ${await aboutTheCall(worker)}`);
    expect(printed).toContain('"lk.pii.');
    for (const number of [CALLER, RECEPTION]) expect(printed).not.toContain(number.slice(1));
    expect(printed).not.toContain(GREETING);
  });
});

async function aboutTheCall(worker: WorkerProcess): Promise<string> {
  const { msg, phoneNumber } = await worker.line("SIP participant detected");
  return `${String(msg)}, called by ${String(phoneNumber)}`;
}
