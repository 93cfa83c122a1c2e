import { applyPatch, structuredPatch } from "diff";

/**
 * Applies an edit to a text while preserving its formatting: takes the changes between `before` and `after`, two
 * renderings of a document, and applies them to the document's original text.
 *
 * @returns undefined if the text differs too much from its rendering
 */
export function weave(text: string, before: string, after: string): string | undefined {
  if (text === before) return after;
  const edit = structuredPatch("before", "after", before, after, undefined, undefined, { context: 2 });
  // The patch library passes undefined beyond the end of the text.
  const compareLine = (_: number, line: string | undefined, __: string, rendered: string) =>
    line !== undefined && spaced(line) === spaced(rendered);
  return applyPatch(text, edit, { fuzzFactor: 2, compareLine }) || undefined;
}

/** A line without differences in spacing. */
function spaced(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}
