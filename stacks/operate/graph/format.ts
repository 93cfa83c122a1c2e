import { extname } from "node:path";

/** What a picture can be drawn as. */
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

/** The format that a file's name asks for; text if it asks for none. */
export function formatOf(file: string | undefined): Format {
  return BY_ENDING[extname(file ?? "").toLowerCase()] ?? "text";
}
