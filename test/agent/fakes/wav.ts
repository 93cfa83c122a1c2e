/** How a 16-bit sample is encoded at other bit depths; 32 bits are floating point in format 3. */
const WRITERS: Readonly<Record<number, (data: Buffer, sample: number, at: number, format: number) => void>> = {
  8: (data, sample, at) => data.writeUInt8((sample >> 8) + 128, at),
  16: (data, sample, at) => data.writeInt16LE(sample, at),
  24: (data, sample, at) => data.writeIntLE(sample * 256, at, 3),
  32: (data, sample, at, format) =>
    format === 3 ? data.writeFloatLE(sample / 32_768, at) : data.writeInt32LE(sample * 65_536, at),
};

/** A WAV file with these samples, optionally with chunks before the audio. */
export function wav(
  samples: readonly number[],
  { rate = 24_000, channels = 1, format = 1, bits = 16, before = Buffer.alloc(0) } = {},
): Buffer {
  const width = bits / 8;
  const data = Buffer.alloc(samples.length * width);
  samples.forEach((sample, index) => WRITERS[bits]?.(data, sample, index * width, format));
  const fmt = Buffer.alloc(16);
  fmt.writeUInt16LE(format, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(rate, 4);
  fmt.writeUInt32LE(rate * channels * width, 8);
  fmt.writeUInt16LE(channels * width, 12);
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
