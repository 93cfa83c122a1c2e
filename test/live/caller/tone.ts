/** The samples of a sine. */
export function sine(frequency: number, ms: number, sampleRate: number, amplitude = 8_000): Int16Array {
  const length = Math.round((ms / 1000) * sampleRate);
  return Int16Array.from({ length }, (_, index) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate)),
  );
}

/** How much of a sound is at a frequency: 1 for a pure tone, 0 for none of it (Goertzel). */
export function shareAt(frequency: number, samples: Int16Array, sampleRate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let [one, two, energy] = [0, 0, 0];
  for (const sample of samples) {
    [one, two] = [sample + coefficient * one - two, one];
    energy += sample * sample;
  }
  if (energy === 0) return 0;
  return (2 * (one * one + two * two - coefficient * one * two)) / (samples.length * energy);
}

/** The loudness of a sound: its root mean square. */
export function loudness(samples: Int16Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(energy / samples.length);
}
