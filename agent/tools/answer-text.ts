import { promisify } from "node:util";
import * as zlib from "node:zlib";

/** Takes a coding off, and throws when more than `maxOutputLength` bytes come out. */
type Decompress = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

/** Only newer versions of Node have it. */
const { zstdDecompress } = zlib as { zstdDecompress?: typeof zlib.gunzip };
const DECOMPRESS: Readonly<Record<string, Decompress>> = {
  gzip: promisify(zlib.gunzip) as Decompress,
  br: promisify(zlib.brotliDecompress) as Decompress,
  deflate: inflate,
  ...(zstdDecompress && { zstd: promisify(zstdDecompress) as Decompress }),
};

/** A byte order mark says more than a header does. */
const MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
] as const;

/** The codings that an answer may come in, for `Accept-Encoding`. */
export const ACCEPTED_CODINGS = Object.keys(DECOMPRESS).join(", ");

/** An answer whose bytes make no text. */
export class UnreadableAnswerError extends Error {
  constructor(problem: string) {
    super(`the answer cannot be read: ${problem}`);
    this.name = "UnreadableAnswerError";
  }
}

/**
 * Takes off the codings that an answer's `Content-Encoding` lists, last one first.
 *
 * @param longest bytes that may come out; a small answer can unfold to gigabytes
 * @throws UnreadableAnswerError, and what Node throws beyond the length: a RangeError
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
    if (decompress === undefined) throw new UnreadableAnswerError(`its coding ${coding} is not known here`);
    plain = await decompress(plain, { maxOutputLength: longest }).catch((error: unknown) => {
      if (error instanceof RangeError) throw error;
      throw new UnreadableAnswerError(`it is not ${coding}`);
    });
  }
  return plain;
}

/** The text that bytes are, in the charset that the answer's `Content-Type` names; without one, UTF-8. */
export function textOf(bytes: Buffer, type: string): string {
  const [mark] = MARKS.find(([, start]) => start.every((byte, at) => bytes[at] === byte)) ?? [];
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type) ?? [];
  return decoded(bytes, mark ?? charset);
}

/** An unknown charset is most often a wrong name for UTF-8. */
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

/** Servers send `deflate` with zlib's header, as the standard says, and without it. */
function inflate(bytes: Buffer, options: { maxOutputLength: number }): Promise<Buffer> {
  const hasHeader = bytes.length > 1 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  return promisify(hasHeader ? zlib.inflate : zlib.inflateRaw)(bytes, options) as Promise<Buffer>;
}
