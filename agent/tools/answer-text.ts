import { promisify } from "node:util";
import * as zlib from "node:zlib";

/** Decodes one content coding. Throws if the output exceeds `maxOutputLength` bytes. */
type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** Only in newer versions of Node. */
const { zstdDecompress } = zlib as { zstdDecompress?: typeof zlib.gunzip };
const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: promisify(zlib.gunzip) as Decompress,
  br: promisify(zlib.brotliDecompress) as Decompress,
  deflate: inflate,
  ...(zstdDecompress && { zstd: promisify(zstdDecompress) as Decompress }),
};

/** Byte order marks, which override the charset in the header. */
const MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
] as const;

/** Supported content codings, for `Accept-Encoding`. */
export const ACCEPTED_CODINGS = Object.keys(DECOMPRESS).join(", ");

/** A response that cannot be decoded into text. */
export class UnreadableAnswerError extends Error {
  constructor(problem: string) {
    super(`the response cannot be decoded: ${problem}`);
    this.name = "UnreadableAnswerError";
  }
}

/**
 * Decodes the codings in a response's `Content-Encoding`, the last one first.
 *
 * @param longest maximum number of output bytes; a small response can decompress to gigabytes
 * @throws UnreadableAnswerError, or RangeError if the output is too long
 */
export async function decompressed(bytes: Buffer, encoding: string, longest: number): Promise<Buffer> {
  const codings = encoding
    .toLowerCase()
    .split(",")
    .map(codingOf)
    .filter((coding) => !["", "identity"].includes(coding));
  let plain = bytes;
  for (const coding of codings.reverse()) {
    const decompress = Object.hasOwn(DECOMPRESS, coding) ? DECOMPRESS[coding] : undefined;
    if (decompress === undefined) throw new UnreadableAnswerError(`the coding ${coding} is not supported`);
    plain = await decompress(plain, { maxOutputLength: longest }).catch((error: unknown) => {
      if (error instanceof RangeError) throw error;
      throw new UnreadableAnswerError(`it is not valid ${coding}`);
    });
  }
  return plain;
}

/** Decodes text with the charset in the response's `Content-Type`, or UTF-8. */
export function textOf(bytes: Buffer, type: string): string {
  const [mark] = MARKS.find(([, start]) => start.every((byte, at) => bytes[at] === byte)) ?? [];
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type) ?? [];
  return decoded(bytes, mark ?? charset);
}

/** Decodes text. An unknown charset is usually a wrong name for UTF-8. */
function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function codingOf(name: string): string {
  return name.trim().replace(/^x-(?=gzip$)/, "");
}

/** Inflates `deflate`, which servers send with a zlib header, as the standard requires, or without one. */
function inflate(bytes: Buffer, options: { maxOutputLength: number }): Promise<Buffer> {
  const hasHeader = bytes.length > 1 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  return promisify(hasHeader ? zlib.inflate : zlib.inflateRaw)(bytes, options) as Promise<Buffer>;
}
