import { recordTone } from "./worker-process.js";

/** Personas of the tests: each greets with a tone of its own, in Hz, and then waits for as long as the caller does. */
export const TONES = { reception: 440, sales: 620, night: 880 } as const;

/** A persona's name. */
export type PersonaName = keyof typeof TONES;

/** All tones, to tell which it is. */
export const ALL_TONES: readonly number[] = Object.values(TONES);

/** The personas as a stack's config has them. */
export const agents = Object.fromEntries(
  Object.keys(TONES).map((name) => [
    name,
    { systemPrompt: `You are ${name}.`, greetingAudio: `${name}.wav`, silence: false },
  ]),
);

/** Who answers which number, as a stack's config has it. */
export function answeredBy(numbers: Readonly<Record<string, PersonaName>>): Record<string, unknown> {
  return { agents, numbers: Object.fromEntries(Object.entries(numbers).map(([number, agent]) => [number, { agent }])) };
}

/** The recordings of the greetings: file → tone, in Hz. */
export const recordings = Object.fromEntries(Object.entries(TONES).map(([name, tone]) => [`${name}.wav`, tone]));

/** Records all greetings. @returns the environment that leads a worker to them */
export async function recordGreetings(folder: string): Promise<{ ARKENOS_AUDIO_PATH: string }> {
  for (const [file, frequency] of Object.entries(recordings)) await recordTone(folder, file, frequency);
  return { ARKENOS_AUDIO_PATH: folder };
}
