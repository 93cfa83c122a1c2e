import { applyPatch, structuredPatch } from "diff";

/**
 * Applies an edit to a text whose formatting the edit does not know: what lies between `before` and
 * `after`, two renderings of a document, is done to the text that the document was read from.
 *
 * @returns undefined where the text is too unlike its rendering
 */
export function weave(text: string, before: string, after: string): string | undefined {
  if (text === before) return after;
  const edit = structuredPatch("before", "after", before, after, undefined, undefined, { context: 2 });
  // Past the text's end there is no line.
  const compareLine = (_: number, line: string | undefined, __: string, rendered: string) =>
    line !== undefined && spaced(line) === spaced(rendered);
  return applyPatch(text, edit, { fuzzFactor: 2, compareLine }) || undefined;
}

/** A line as it reads, however it is aligned. */
function spaced(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}
