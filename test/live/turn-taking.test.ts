import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openCallCenter } from "./call-center.js";

const TIMEOUT_MS = 60_000;
/** The caller's voice and each sentence of an agent as a tone, in hertz. */
const VOICE = 300;
const SAYS = { greeting: 440, answer: 620, oneWord: 880, moreWords: 1_040 } as const;
/** How long a pause ends a turn, and how long the model takes. */
const PAUSE_SECONDS = 3;
const THINKING_MS = 3_000;
/** For its first three seconds an agent ignores audio, which may be its own echo. */
const WARMUP_MS = 4_000;
/** The shortest duration of the uninterruptible agent's greeting. */
const GREETING_MS = 8_300;
/** On a busy machine, too, only a delay of seconds counts as later. */
const CLEARLY_MS = 1_000;

const plugin = "./voices.js";
const tones = { stop: SAYS.moreWords, yes: SAYS.oneWord, Welcome: SAYS.greeting, "good day": SAYS.answer };
const persona = { systemPrompt: "You answer for Acme.", tts: { plugin, options: { tones } }, turnDetection: "stt" };
const patient = {
  ...persona,
  firstSpeaker: "caller",
  stt: { plugin, options: { lines: ["good day"], isEager: true } },
  llm: { plugin, options: { thinksMs: THINKING_MS } },
  endpointing: { minSeconds: PAUSE_SECONDS, maxSeconds: PAUSE_SECONDS },
};
const agents = {
  patient,
  cautious: { ...patient, preemptiveGeneration: false },
  deaf: {
    ...persona,
    stt: { plugin, options: { lines: ["good day"] } },
    llm: { plugin },
    greeting: `Welcome. ${"Our opening hours are long. ".repeat(6)}`,
    interruptions: { enabled: false },
  },
  firm: {
    ...persona,
    stt: { plugin, options: { lines: ["yes", "please stop now"] } },
    llm: { plugin },
    greeting: `Welcome. ${"Our opening hours are long. ".repeat(25)}`,
    interruptions: { minWords: 3 },
  },
};

describe("the turn to speak, through the real servers", () => {
  const center = openCallCenter(() => ({ agents }));

  it.concurrent("is the agent's after a pause, during which the model works unless the persona says no", async () => {
    const calls = await Promise.all(["patient", "cautious"].map((agent) => center().call(agent)));
    const [meanwhile = 0, afterwards = 0] = await Promise.all(
      calls.map(async ({ media }) => {
        await media.speak(VOICE, 1_000);
        const spoken = performance.now();
        await media.hears([SAYS.answer], TIMEOUT_MS);
        return Math.round((media.firstSoundAt ?? 0) - spoken);
      }),
    );
    console.log(
      `endpointing of ${PAUSE_SECONDS} s and a model that thinks for ${THINKING_MS} ms: the answer came after ` +
        `${meanwhile} ms, and without preemptive generation after ${afterwards} ms`,
    );
    expect(meanwhile).toBeGreaterThan(PAUSE_SECONDS * 1000);
    expect(afterwards).toBeGreaterThan(PAUSE_SECONDS * 1000 + THINKING_MS);
    expect(afterwards - meanwhile).toBeGreaterThan(CLEARLY_MS);
    for (const call of calls) await call.hangUp();
  });

  it.concurrent(
    "stays the agent's when the caller says one word of three, and passes to the caller after more",
    async () => {
      const call = await center().call("firm");
      expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
      await sleep(WARMUP_MS);
      await call.media.speak(VOICE, 600);
      await sleep(2_000);
      call.media.forget();
      expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
      await call.media.speak(VOICE, 600);
      // Half a minute of the greeting would remain.
      expect(await call.media.hears([SAYS.oneWord, SAYS.moreWords], 15_000)).toBe(SAYS.moreWords);
      await call.hangUp();
    },
  );

  it.concurrent("stays the agent's until the end of its sentence when interruptions are off", async () => {
    const call = await center().call("deaf");
    expect(await call.media.hears(Object.values(SAYS), TIMEOUT_MS)).toBe(SAYS.greeting);
    await sleep(WARMUP_MS);
    await call.media.speak(VOICE, 1_000);
    const heardMs = (await call.media.hushed()) - (call.media.firstSoundAt ?? Infinity);
    expect(heardMs).toBeGreaterThan(GREETING_MS);
    await call.hangUp();
  });

  it("leaves no room and no job", () => center().quiet());
});
