import { type Document, isMap, isScalar, LineCounter, parseDocument, Scalar, visit } from "yaml";
import { problemAt } from "./config-file-error.js";

/**
 * Parses a stack's config file.
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
  requireFewAliases(document, file);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (!isMap(document.contents)) throw problemAt(file, { ...NO_MAP, remedy: "write config: and its keys" });
  const config = document.get("config", true);
  if (config !== undefined && !isMap(config) && document.toJS()?.config != null)
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
function requireFewAliases(document: Document, file: string): void {
  try {
    document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw problemAt(file, {
      /** The aliases in a YAML file cannot be resolved, or expand to too much. */
      code: "unresolved_aliases",
      message: "its aliases cannot be resolved, or expand to too much",
      remedy: "write out their values",
    });
  }
}

function lowered(message: string): string {
  return (message[0] ?? "").toLowerCase() + message.slice(1);
}
