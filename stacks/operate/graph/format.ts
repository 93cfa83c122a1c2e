import { extname } from "node:path";

/** The formats of a graph. */
export const FORMATS = ["text", "html", "svg", "mermaid"] as const;

/** See {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

const BY_ENDING: Readonly<Record<string, Format>> = {
  ".html": "html",
  ".htm": "html",
  ".svg": "svg",
  ".mmd": "mermaid",
  ".md": "mermaid",
};

/** The format for a file's extension; text for any other. */
export function formatOf(file: string | undefined): Format {
  return BY_ENDING[extname(file ?? "").toLowerCase()] ?? "text";
}
