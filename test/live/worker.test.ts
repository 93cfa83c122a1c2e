import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RoomAgentDispatch, RoomConfiguration } from "livekit-server-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PhoneCall } from "./caller/phone.js";
import { ALL_TONES, answeredBy, recordGreetings, TONES } from "./personas.js";
import { startLiveStack } from "./started-stack.js";
import { CALLER, TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const RECEPTION = "+15105550100";
const SALES = "+15105550101";
const TIMEOUT_MS = 60_000;
/** How long the process of a call may take to start on a busy machine. */
const STARTING_MS = 15_000;

describe("one worker behind the real servers", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let worker: WorkerProcess;
  let outputs: string;
  let audio: Record<string, string>;

  beforeAll(async () => {
    lab = await TelephonyLab.open(stack(), [RECEPTION, SALES]);
    await lab.up(answeredBy({ [RECEPTION]: "reception", [SALES]: "sales" }));
    outputs = await lab.writeOutputs();
    // A small machine has no room for ten parallel calls.
    audio = { ...(await recordGreetings(join(stack().folder, "greetings"))), ARKENOS_MAX_CALLS: "25" };
    worker = await WorkerProcess.start(stack(), outputs, audio);
  });
  afterEach(() => lab.clear(worker));
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
  });

  const heardIn = async (call: PhoneCall, who: string, timeoutMs = TIMEOUT_MS) => {
    await call.answered(timeoutMs);
    const tone = await call.media.hears(ALL_TONES, TIMEOUT_MS);
    console.log(`${who} heard ${tone} Hz: ${JSON.stringify(call.timings)}`);
    return tone;
  };
  /** The phone rings and nobody answers: the call ends, and nothing was heard. */
  const isRefused = async (call: PhoneCall, what: string) => {
    expect(await call.ended(TIMEOUT_MS)).toBe(486);
    expect(call.media.firstPacketAt).toBeUndefined();
    console.log(`${what} rang, was refused with 486, and heard nothing`);
    await lab.quiet(worker);
  };
  /** livekit-sip sends no answer for numbers that no trunk has, so only silence and a missing room show it. */
  const isIgnored = async (call: PhoneCall, what: string) => {
    await expect(call.answered(4_000)).rejects.toThrow();
    expect(call.media.firstPacketAt).toBeUndefined();
    expect(await lab.rooms.listRooms()).toEqual([]);
    console.log(`${what} was not answered within 4 s, heard nothing, and made no room`);
  };
  const heardAt = async (number: string) => heardIn(await lab.call(number), `a call to ${number}`);

  it("answers two calls at once, each with the greeting of its number's persona", async () => {
    expect(await Promise.all([RECEPTION, SALES].map(heardAt))).toEqual([TONES.reception, TONES.sales]);
    for (const number of [RECEPTION, SALES])
      await worker.logged(`SIP participant detected — trunk phone number: ${number}`);
    for (const persona of ["reception", "sales"]) {
      await worker.logged(`Resolved SIP call to agent: ${persona}`);
      await worker.line([`"agentId":"${persona}"`, "Starting session with system_prompt..."]);
    }
  });

  it("ends within 5 s of a caller's hang-up during the greeting: no job, no room", async () => {
    const call = await lab.call(RECEPTION);
    await heardIn(call, "who hangs up");
    await call.hangUp();
    console.log(`and left no job and no room after ${await lab.quiet(worker, 5_000)} ms`);
  });

  // If no idle process is ready for the call, one has to start before it can notice that nobody is there.
  it("ends within 5 s of a caller's hang-up while it rings: no job, no room", async () => {
    const call = await lab.call(RECEPTION);
    await call.ringing();
    expect(await call.cancel()).toBe(487);
    const afterMs = await lab.quiet(worker, 5_000 + STARTING_MS);
    console.log(`who hangs up while it rings left no job and no room after ${afterMs} ms`);
  });

  // Each call gets its own process, and these start one after another; the other calls ring meanwhile.
  it("answers ten calls at once", async () => {
    const numbers = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? RECEPTION : SALES));
    const calls = await Promise.all(numbers.map((number, index) => lab.call(number, { from: `+1510555018${index}` })));
    const heard = await Promise.all(calls.map((call, index) => heardIn(call, `call ${index}`, 240_000)));
    expect(heard).toEqual(numbers.map((number) => (number === RECEPTION ? TONES.reception : TONES.sales)));
    expect((await worker.health()).activeCalls).toBe(10);
  }, 300_000);

  it("does not answer a number that is not in its table, and leaves no room", async () => {
    const table = await readFile(outputs, "utf8");
    const without = JSON.parse(table) as { telephony: { numbers: Record<string, string> } };
    delete without.telephony.numbers[SALES];
    await writeFile(outputs, JSON.stringify(without));
    try {
      await isRefused(await lab.call(SALES), `a call to ${SALES}, which the table lacks,`);
      await worker.logged(`No agent found for phone ${SALES}`);
    } finally {
      await writeFile(outputs, table);
    }
  });

  it("does not answer a number that is not in the stack, and there is no room", async () => {
    const call = await lab.call("+15105550199", { via: lab.sipAddress("tcp") });
    await isIgnored(call, "a call to a number that the stack does not have");
  });

  it.each([
    ["a job's", { agents: [new RoomAgentDispatch({ agentName: "arkenos-agent", metadata: '{"agentId": "nobody"}' })] }],
    [
      "a job's that is no JSON",
      { agents: [new RoomAgentDispatch({ agentName: "arkenos-agent", metadata: "{agentId" })] },
    ],
    ["a room's", { metadata: '{"agentId": 5}', agents: [new RoomAgentDispatch({ agentName: "arkenos-agent" })] }],
  ])("does not answer with invalid metadata: %s", async (whose, roomConfig) => {
    const [rule] = await lab.sip.listSipDispatchRule();
    if (!rule) throw new Error("there is no rule");
    const garbled = rule.clone();
    garbled.roomConfig = new RoomConfiguration(roomConfig);
    await lab.sip.updateSipDispatchRule(rule.sipDispatchRuleId, garbled);
    try {
      await isRefused(await lab.call(RECEPTION), `a call on garbage for metadata (${whose})`);
    } finally {
      await lab.sip.updateSipDispatchRule(rule.sipDispatchRuleId, rule);
    }
  });

  it("answers as another persona once `pulumi up` has assigned the number to it", async () => {
    await lab.up(answeredBy({ [RECEPTION]: "night", [SALES]: "sales" }));
    await lab.writeOutputs();
    expect(await heardAt(RECEPTION)).toBe(TONES.night);
    expect(await heardAt(SALES)).toBe(TONES.sales);
  });

  it("does not answer a number that `pulumi up` has released, and there is no room", async () => {
    const via = lab.sipAddress("tcp");
    await lab.up(answeredBy({ [RECEPTION]: "night" }));
    await lab.writeOutputs();
    await expect(lab.call(SALES)).rejects.toThrow(`${SALES} is on no trunk`);
    await isIgnored(await lab.call(SALES, { via }), `a call to ${SALES}, which was released,`);
    expect(await heardAt(RECEPTION)).toBe(TONES.night);
  });

  it("answers again after a kill in mid-call and a restart, and the interrupted call is hung up", async () => {
    const cut = await lab.call(RECEPTION, { from: "+15105550188" });
    const tone = await heardIn(cut, "before the crash");
    await worker.stop("SIGKILL");
    worker = await WorkerProcess.start(stack(), outputs, audio);
    expect(await heardIn(await lab.call(RECEPTION, { from: CALLER }), "after the crash")).toBe(tone);
    expect(await cut.ended(TIMEOUT_MS)).toBe("BYE");
    console.log("the call that was cut was hung up");
  });
});
