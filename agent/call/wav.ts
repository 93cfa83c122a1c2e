/** Sound as numbers, one channel. */
export interface Sound {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

/** Chunks of a RIFF file begin with four letters and a length. */
const CHUNK_HEADER = 8;
const PCM = 1;
/** Says the same as PCM, more wordily. */
const EXTENSIBLE = 0xfffe;
const REMEDY = "convert it with ffmpeg -i FILE -ar 24000 -ac 1 -c:a pcm_s16le OUT.wav";

/**
 * Reads a WAV file of 16-bit PCM. Two channels become one.
 *
 * @throws Error whose message goes on after the file's name
 */
export function parseWav(file: Buffer): Sound {
  if (file.length < 12 || file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") {
    throw new Error(`is not a WAV file; ${REMEDY}`);
  }
  const chunks = chunksOf(file);
  const format = chunks.get("fmt ");
  const data = chunks.get("data");
  if (format === undefined || format.length < 16 || data === undefined)
    throw new Error(`is a WAV file without sound; ${REMEDY}`);
  const channels = format.readUInt16LE(2);
  const sampleRate = format.readUInt32LE(4);
  const isPcm16 = [PCM, EXTENSIBLE].includes(format.readUInt16LE(0)) && format.readUInt16LE(14) === 16;
  if (!isPcm16 || channels < 1 || channels > 2) throw new Error(`is not 16-bit PCM in one or two channels; ${REMEDY}`);
  if (sampleRate < 8000 || sampleRate > 48_000 || sampleRate % 100 !== 0)
    throw new Error(`has ${sampleRate} samples a second, which is not one of 8000 to 48000; ${REMEDY}`);
  const length = Math.floor(data.length / (2 * channels));
  if (length === 0) throw new Error(`is a WAV file without sound; ${REMEDY}`);
  return { samples: mixDown(data, length, channels), sampleRate };
}

/** The first chunk of each name. */
function chunksOf(file: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 12; at + CHUNK_HEADER <= file.length;) {
    const name = file.toString("latin1", at, at + 4);
    const length = file.readUInt32LE(at + 4);
    // A file that was written as a stream claims more than it has.
    if (!chunks.has(name)) chunks.set(name, file.subarray(at + CHUNK_HEADER, at + CHUNK_HEADER + length));
    // Chunks begin at even places.
    at += CHUNK_HEADER + length + (length % 2);
  }
  return chunks;
}

function mixDown(data: Buffer, length: number, channels: number): Int16Array {
  return Int16Array.from({ length }, (_, index) => {
    const at = index * 2 * channels;
    const left = data.readInt16LE(at);
    return channels === 1 ? left : Math.round((left + data.readInt16LE(at + 2)) / 2);
  });
}
