import { type Document, isMap, isScalar, LineCounter, parseDocument, Scalar, type ToJSOptions, visit } from "yaml";
import { problemAt } from "./config-file-error.js";

/** Resolves any number of aliases: what they expand to is limited when a file is parsed. */
export const ALL_ALIASES: ToJSOptions = { maxAliasCount: -1 };
/** The largest file with its aliases expanded, in values and characters. */
const LARGEST = 10_000_000;

/**
 * Parses a stack's config file, or its project's.
 *
 * @throws ConfigFileError with the line and column of a YAML error
 */
export function parseConfig(text: string, file: string): Document {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, merge: true });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw problemAt(`${file}:${line}:${col}`, {
      /** A file is not valid YAML. */
      code: "invalid_yaml",
      message: lowered(error.message),
      remedy: "correct the YAML",
    });
  }
  mergeInQuotes(document);
  requireSmall(document, file);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (!isMap(document.contents)) throw problemAt(file, { ...NO_MAP, remedy: "write config: and its keys" });
  const config = document.get("config", true);
  if (config !== undefined && !isMap(config) && document.toJS(ALL_ALIASES)?.config != null)
    throw problemAt(file, { path: ["config"], ...NO_MAP, remedy: "write keys such as arkenos:numbers below it" });
  return document;
}

const NO_MAP = { code: "not_a_map", message: "is not a map of keys" };

/** Pulumi's YAML parser treats `"<<"` as a merge key, just like `<<`. */
function mergeInQuotes(document: Document): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === "<<") key.type = Scalar.PLAIN;
    },
  });
}

/** A few lines of nested aliases can expand to gigabytes. */
function requireSmall(document: Document, file: string): void {
  try {
    if (sizeOf(document.toJS(ALL_ALIASES)) <= LARGEST) return;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  throw problemAt(file, {
    /** The aliases in a YAML file cannot be resolved, or expand to too much. */
    code: "unresolved_aliases",
    message: "its aliases cannot be resolved, or expand to too much",
    remedy: "write out their values",
  });
}

/** The number of values and characters in a value, whose parts may be the same objects; infinite if it contains itself. */
function sizeOf(value: unknown, known = new Map<object, number>()): number {
  if (typeof value === "string") return value.length + 1;
  if (typeof value !== "object" || value === null) return 1;
  const earlier = known.get(value);
  if (earlier !== undefined) return earlier;
  known.set(value, Infinity);
  const size = Object.values(value).reduce((sum: number, part) => sum + sizeOf(part, known), 1);
  known.set(value, size);
  return size;
}

function lowered(message: string): string {
  return (message[0] ?? "").toLowerCase() + message.slice(1);
}
