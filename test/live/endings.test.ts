import { describe, expect, it } from "vitest";
import { openCallCenter } from "./call-center.js";

const TIMEOUT_MS = 60_000;
/** From the first failure to the end of the call. */
const FAILURE_MS = 10_000;
/** The caller's voice and each sentence of an agent as a tone, in hertz. */
const VOICE = 300;
const SAYS = { greeting: 440, question: 620, goodbye: 880, keys: 1_040, sorry: 1_280, answer: 1_480 } as const;

const tones = {
  ...{ Welcome: SAYS.greeting, there: SAYS.question, Goodbye: SAYS.goodbye },
  ...{ pressed: SAYS.keys, "good day": SAYS.answer },
};
const well = (options = {}) => ({ plugin: "./voices.js", options });
const broken = (options = {}) => ({ plugin: "./broken.js", options });
const talking = { systemPrompt: "You answer.", stt: well(), llm: well(), tts: well({ tones }), turnDetection: "stt" };
const mute = { ...talking, greeting: "Welcome to Acme.", tts: broken({ status: 402 }) };
const agents = {
  mute,
  spare: {
    ...mute,
    ...{ stt: broken(), llm: broken() },
    fallback: { stt: [well({ lines: ["good day"] })], llm: [well()], tts: [well({ tones })] },
  },
  moved: { ...mute, onFailure: { recording: "sorry.wav", then: "transfer", target: "tel:+15105550199" } },
  shy: {
    ...talking,
    greeting: "Welcome to Acme.",
    silence: { afterSeconds: 2, say: "Are you there?", hangUpAfter: 1 },
    endMessage: "Goodbye, and thank you.",
  },
  menu: { ...talking, greeting: `Welcome. ${"Our opening hours are long. ".repeat(25)}` },
};

describe("an agent in a failing or silent call, through the real servers", () => {
  const center = openCallCenter(() => ({ agents, recordings: { "sorry.wav": SAYS.sorry } }));

  // Runs alone, because it must end in time.
  it("plays the built-in apology and hangs up when the voice fails at the greeting", async () => {
    const call = await center().call("mute");
    const answeredAt = performance.now();
    expect(await call.ended(TIMEOUT_MS)).toBe("BYE");
    const afterMs = Math.round(performance.now() - answeredAt);
    const heardMs = Math.round((await call.media.hushed()) - (call.media.firstSoundAt ?? Infinity));
    expect(heardMs).toBeGreaterThan(3_000);
    expect(afterMs).toBeLessThan(FAILURE_MS);
    console.log(`a call whose voice failed heard ${heardMs} ms of apology, and a BYE ${afterMs} ms after the answer`);
  });

  it.concurrent("plays the persona's recording and transfers the call when the voice fails later", async () => {
    const call = await center().call("moved", { transfer: "200 OK" });
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.sorry);
    expect(await call.ended(TIMEOUT_MS)).toBe("BYE");
    expect(call.referredTo).toContain("tel:+15105550199");
    expect(await center().worker.line('"endReason":"transferred"', TIMEOUT_MS)).toMatchObject({ msg: "Call ended" });
    console.log(`a call whose voice failed heard the persona's own apology, and was transferred to ${call.referredTo}`);
  });

  it.concurrent("greets, hears and answers the caller with fallback models when every model fails", async () => {
    const call = await center().call("spare");
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
    await call.media.hushed();
    await call.media.speak(VOICE, 1_000);
    expect(await call.media.hears([SAYS.answer], TIMEOUT_MS)).toBe(SAYS.answer);
    await call.hangUp();
    const ended = await center().worker.line(['"msg":"Call ended"', '"agentId":"spare"'], TIMEOUT_MS);
    const failed = (ended["failures"] as readonly { part: string }[]).map(({ part }) => part);
    expect(failed.toSorted()).toEqual(["llm", "stt", "tts"]);
  });

  it.concurrent("prompts a silent caller, says goodbye and hangs up", async () => {
    const call = await center().call("shy");
    const answeredAt = performance.now();
    expect(await call.media.hears([SAYS.greeting], TIMEOUT_MS)).toBe(SAYS.greeting);
    expect(await call.media.hears([SAYS.question], TIMEOUT_MS)).toBe(SAYS.question);
    expect(await call.media.hears([SAYS.goodbye], TIMEOUT_MS)).toBe(SAYS.goodbye);
    expect(await call.ended(TIMEOUT_MS)).toBe("BYE");
    const afterMs = Math.round(performance.now() - answeredAt);
    console.log(`a silent call was asked, heard the last words, and a BYE ${afterMs} ms after the answer`);
  });

  it.concurrent("stops the greeting on a key press, and answers it", async () => {
    const call = await center().call("menu");
    expect(await call.media.hears([SAYS.greeting], TIMEOUT_MS)).toBe(SAYS.greeting);
    const pressedAt = performance.now();
    await call.media.press("1");
    const stoppedMs = Math.round((await call.media.hushed(400, TIMEOUT_MS)) - pressedAt);
    expect(await call.media.hears([SAYS.keys], TIMEOUT_MS)).toBe(SAYS.keys);
    const answeredMs = Math.round(performance.now() - pressedAt);
    // More than half a minute of the greeting would remain.
    expect(stoppedMs).toBeLessThan(15_000);
    console.log(`a key stopped the greeting after ${stoppedMs} ms, and was answered after ${answeredMs} ms`);
    await call.hangUp();
  });

  it("leaves no room and no job", () => center().quiet());
});
