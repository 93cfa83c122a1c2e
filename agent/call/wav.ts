import { ProblemError } from "../contract/problem.js";

/** Mono audio samples. */
export interface Sound {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

/** Length of a RIFF chunk's header: a name of four letters and a length. */
const CHUNK_HEADER = 8;
/** Supported sample rates, in Hz. */
const [LOWEST_RATE, HIGHEST_RATE] = [4_000, 192_000];
/** Format codes of a WAV file; EXTENSIBLE wraps one of the other two. */
const [PCM, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];
const REMEDY = "convert it with ffmpeg -i FILE -ar 24000 -ac 1 -c:a pcm_s16le OUT.wav";

/** Functions that read a sample as a number from -1 to 1, by format and bit depth. */
const READERS: Readonly<Record<string, (data: Buffer, at: number) => number>> = {
  [`${PCM}/8`]: (data, at) => (data.readUInt8(at) - 128) / 128,
  [`${PCM}/16`]: (data, at) => data.readInt16LE(at) / 32_768,
  [`${PCM}/24`]: (data, at) => data.readIntLE(at, 3) / 8_388_608,
  [`${PCM}/32`]: (data, at) => data.readInt32LE(at) / 2_147_483_648,
  [`${FLOAT}/32`]: (data, at) => data.readFloatLE(at),
};

/**
 * Parses a PCM WAV file with 8 to 32 bits or floating point. Stereo is mixed down to mono.
 *
 * @throws ProblemError with a message to append to the file's name
 */
export function parseWav(file: Buffer): Sound {
  if (file.length < 12 || file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") {
    throw unplayable("is not a WAV file");
  }
  const chunks = chunksOf(file);
  const format = chunks.get("fmt ");
  const data = chunks.get("data");
  if (format === undefined || format.length < 16 || data === undefined) throw unplayable("is a WAV file without audio");
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  const bits = format.readUInt16LE(14);
  const read = READERS[`${codeOf(format)}/${bits}`];
  if (read === undefined) throw unplayable(`is compressed, or has ${bits} bits per sample`);
  if (channels < 1 || channels > 2) throw unplayable(`has ${channels} channels, not one or two`);
  if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE)
    throw unplayable(`has a sample rate of ${sampleRate} Hz, not ${LOWEST_RATE} to ${HIGHEST_RATE}`);
  const width = bits / 8;
  const length = Math.floor(data.length / (width * channels));
  if (length === 0) throw unplayable("is a WAV file without audio");
  const samples = Int16Array.from({ length }, (_, index) => {
    const at = index * width * channels;
    const level = channels === 1 ? read(data, at) : (read(data, at) + read(data, at + width)) / 2;
    return Math.max(-32_768, Math.min(32_767, Math.round(level * 32_768)));
  });
  return { samples, sampleRate };
}

function unplayable(message: string): ProblemError {
  return new ProblemError({
    /** A recording that cannot be played, such as a compressed WAV file. */ code: "unplayable_recording",
    message,
    remedy: REMEDY,
  });
}

function codeOf(format: Buffer): number {
  const code = format.readUInt16LE(0);
  // An extensible format has the code in the first bytes of a GUID.
  return code === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : code === EXTENSIBLE ? PCM : code;
}

/** The first chunk of each name. */
function chunksOf(file: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 12; at + CHUNK_HEADER <= file.length;) {
    const name = file.toString("latin1", at, at + 4);
    const length = file.readUInt32LE(at + 4);
    // A file written as a stream may state a length beyond its end.
    if (!chunks.has(name)) chunks.set(name, file.subarray(at + CHUNK_HEADER, at + CHUNK_HEADER + length));
    // Chunks start at even offsets.
    at += CHUNK_HEADER + length + (length % 2);
  }
  return chunks;
}
