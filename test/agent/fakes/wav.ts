/** A WAV file of 16-bit samples, with chunks before the sound if wanted. */
export function wav(
  samples: readonly number[],
  { rate = 24_000, channels = 1, format = 1, bits = 16, before = Buffer.alloc(0) } = {},
): Buffer {
  const data = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, index) => data.writeInt16LE(sample, index * 2));
  const fmt = Buffer.alloc(16);
  fmt.writeUInt16LE(format, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(rate, 4);
  fmt.writeUInt32LE(rate * channels * 2, 8);
  fmt.writeUInt16LE(channels * 2, 12);
  fmt.writeUInt16LE(bits, 14);
  const body = Buffer.concat([Buffer.from("WAVE"), chunk("fmt ", fmt), before, chunk("data", data)]);
  return chunk("RIFF", body);
}

/** A chunk of a RIFF file; odd ones are padded. */
export function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name, "latin1"), length, body, Buffer.alloc(body.length % 2)]);
}
