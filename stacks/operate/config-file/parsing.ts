import { type Document, isMap, isScalar, LineCounter, parseDocument, Scalar, visit } from "yaml";
import { ConfigFileError } from "./config-file-error.js";

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
    throw new ConfigFileError(`${file}:${line}:${col}: ${lowered(error.message)}; correct the YAML`);
  }
  mergeInQuotes(document);
  requireFewAliases(document, file);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (!isMap(document.contents)) throw new ConfigFileError(`${file}: is not a map of keys; write config: and its keys`);
  const config = document.get("config", true);
  if (config !== undefined && !isMap(config) && document.toJS()?.config != null)
    throw new ConfigFileError(`${file}: config is not a map of keys; write keys such as arkenos:numbers below it`);
  return document;
}

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
    throw new ConfigFileError(`${file}: its aliases cannot be resolved, or expand to too much; write out their values`);
  }
}

function lowered(message: string): string {
  return (message[0] ?? "").toLowerCase() + message.slice(1);
}
