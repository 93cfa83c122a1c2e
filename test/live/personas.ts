import { recordTone } from "./worker-process.js";

/** Personas for tests: each greets with its own tone, in Hz, and then stays silent until the caller hangs up. */
export const TONES = { reception: 440, sales: 620, night: 880 } as const;

/** A persona's name. */
export type PersonaName = keyof typeof TONES;

/** All tones, to identify them. */
export const ALL_TONES: readonly number[] = Object.values(TONES);

/** The personas as a stack's config lists them. */
export const agents = Object.fromEntries(
  Object.keys(TONES).map((name) => [
    name,
    { systemPrompt: `You are ${name}.`, greetingAudio: `${name}.wav`, silence: false },
  ]),
);

/** Each number's persona, as a stack's config lists them. */
export function answeredBy(numbers: Readonly<Record<string, PersonaName>>): Record<string, unknown> {
  return { agents, numbers: Object.fromEntries(Object.entries(numbers).map(([number, agent]) => [number, { agent }])) };
}

/** The recordings of the greetings: file → tone, in Hz. */
export const recordings = Object.fromEntries(Object.entries(TONES).map(([name, tone]) => [`${name}.wav`, tone]));

/** Writes all greetings. @returns the environment that a worker needs to find them */
export async function recordGreetings(folder: string): Promise<{ ARKENOS_AUDIO_PATH: string }> {
  for (const [file, frequency] of Object.entries(recordings)) await recordTone(folder, file, frequency);
  return { ARKENOS_AUDIO_PATH: folder };
}
