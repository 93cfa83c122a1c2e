import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { REPOSITORY } from "../repository.js";
import type { Calling } from "./caller/phone.js";
import { startLiveStack } from "./started-stack.js";
import { TelephonyLab } from "./telephony-lab.js";
import { WorkerProcess } from "./worker-process.js";

const [MUTE, SPARE, SHY, MENU] = ["+15105550100", "+15105550101", "+15105550102", "+15105550103"];
const MOVED = "+15105550104";
const PATIENCE_MS = 60_000;
/** From the first failure to the end of the call. */
const FAILURE_MS = 10_000;
/** What each thing sounds like that an agent says, in hertz. */
const SAYS = { greeting: 440, question: 620, goodbye: 880, keys: 1_040 } as const;

const tones = { Welcome: SAYS.greeting, there: SAYS.question, Goodbye: SAYS.goodbye, pressed: SAYS.keys };
const well = (options = {}) => ({ plugin: "./voices.js", options });
const broken = (options = {}) => ({ plugin: "./broken.js", options });
const talking = { systemPrompt: "You answer.", stt: well(), llm: well(), tts: well({ tones }), turnDetection: "stt" };
const agents = {
  mute: { ...talking, greeting: "Welcome to Acme.", tts: broken({ status: 402 }) },
  spare: {
    ...talking,
    greeting: "Welcome to Acme.",
    tts: broken({ status: 402 }),
    fallback: { tts: [well({ tones })] },
  },
  moved: {
    ...talking,
    greeting: "Welcome to Acme.",
    tts: broken({ status: 402 }),
    onFailure: { then: "transfer", target: "tel:+15105550199" },
  },
  shy: {
    ...talking,
    greeting: "Welcome to Acme.",
    silence: { afterSeconds: 2, say: "Are you there?", hangUpAfter: 1 },
    endMessage: "Goodbye, and thank you.",
  },
  menu: { ...talking, greeting: `Welcome. ${"Our opening hours are long. ".repeat(25)}` },
};

describe("a call ends well, or goes on, through the real servers", () => {
  const stack = startLiveStack();
  let lab: TelephonyLab;
  let worker: WorkerProcess;

  beforeAll(async () => {
    const numbers = {
      [MUTE]: { agent: "mute" },
      [SPARE]: { agent: "spare" },
      [SHY]: { agent: "shy" },
      [MENU]: { agent: "menu" },
      [MOVED]: { agent: "moved" },
    };
    lab = await TelephonyLab.open(stack(), Object.keys(numbers));
    await lab.up({ agents, numbers });
    const voices = join(REPOSITORY, "test", "dist", "agent", "fakes");
    worker = await WorkerProcess.start(stack(), await lab.writeOutputs(), { ARKENOS_PLUGIN_PATH: voices });
  });
  afterEach(() => lab.clear(worker));
  afterAll(async () => {
    await worker?.stop();
    await lab?.close();
  });

  const answeredCall = async (number: string, calling: Partial<Calling> = {}) => {
    const call = await lab.call(number, calling);
    await call.answered(PATIENCE_MS);
    return { call, answeredAt: performance.now() };
  };

  it("the voice is refused at the greeting: the caller hears the built-in apology, then a BYE", async () => {
    const { call, answeredAt } = await answeredCall(MUTE);
    expect(await call.ended(PATIENCE_MS)).toBe("BYE");
    const afterMs = Math.round(performance.now() - answeredAt);
    const heardMs = Math.round((await call.media.hushed()) - (call.media.firstSoundAt ?? Infinity));
    expect(heardMs).toBeGreaterThan(3_000);
    expect(afterMs).toBeLessThan(FAILURE_MS);
    await lab.quiet(worker);
    console.log(`a call to ${MUTE} heard ${heardMs} ms of apology, and a BYE ${afterMs} ms after the answer`);
  });

  it("the voice is refused, and somebody takes the call: the caller hears the apology, then is transferred", async () => {
    const { call } = await answeredCall(MOVED, { transfer: "200 OK" });
    expect(await call.ended(PATIENCE_MS)).toBe("BYE");
    const heardMs = Math.round((await call.media.hushed()) - (call.media.firstSoundAt ?? Infinity));
    expect(heardMs).toBeGreaterThan(3_000);
    expect(call.referredTo).toContain("tel:+15105550199");
    await lab.quiet(worker);
    expect(await worker.line('"endReason":"transferred"')).toMatchObject({ msg: "Call ended" });
    console.log(`a call to ${MOVED} heard ${heardMs} ms of apology, and was transferred to ${call.referredTo}`);
  });

  it("the voice is refused, and another takes over: the caller hears the greeting", async () => {
    const { call } = await answeredCall(SPARE);
    expect(await call.media.hears(Object.values(SAYS), PATIENCE_MS)).toBe(SAYS.greeting);
    await call.hangUp();
    await lab.quiet(worker);
  });

  it("the caller says nothing: they are asked, hear the last words, and a BYE", async () => {
    const { call, answeredAt } = await answeredCall(SHY);
    expect(await call.media.hears([SAYS.greeting], PATIENCE_MS)).toBe(SAYS.greeting);
    expect(await call.media.hears([SAYS.question], PATIENCE_MS)).toBe(SAYS.question);
    expect(await call.media.hears([SAYS.goodbye], PATIENCE_MS)).toBe(SAYS.goodbye);
    expect(await call.ended(PATIENCE_MS)).toBe("BYE");
    const afterMs = Math.round(performance.now() - answeredAt);
    await lab.quiet(worker);
    console.log(`a silent call to ${SHY} was asked, heard the last words, and a BYE ${afterMs} ms after the answer`);
  });

  it("a key stops the greeting, and is answered", async () => {
    const { call } = await answeredCall(MENU);
    expect(await call.media.hears([SAYS.greeting], PATIENCE_MS)).toBe(SAYS.greeting);
    const pressedAt = performance.now();
    await call.media.press("1");
    const stoppedMs = Math.round((await call.media.hushed(400, PATIENCE_MS)) - pressedAt);
    expect(await call.media.hears([SAYS.keys], PATIENCE_MS)).toBe(SAYS.keys);
    const answeredMs = Math.round(performance.now() - pressedAt);
    // Of the greeting there would be more than half a minute left.
    expect(stoppedMs).toBeLessThan(15_000);
    console.log(`a key stopped the greeting of ${MENU} after ${stoppedMs} ms, and was answered after ${answeredMs} ms`);
    await call.hangUp();
    await lab.quiet(worker);
  });
});
