import { basename } from "node:path";
import { FileKeepsChangingError } from "./config-file-error.js";
import { holds, settled, swap, textOf } from "./swap.js";

/** How long to reapply an edit while another program keeps saving the file, in milliseconds. */
const RETRY_FOR_MS = 10_000;

/** A text that replaced another. `from` is undefined if the file did not exist. */
export interface Replaced {
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * Edits a file that other programs may save at any time. Their saves are kept, and the edit is applied to them again.
 *
 * @param edit returns the new text; it may be called several times
 * @returns the old and the new text, or undefined if nothing needed to be written
 * @throws what `edit` throws, after the last save was restored
 */
export async function editText(
  path: string,
  edit: (text: string | undefined) => string,
): Promise<Replaced | undefined> {
  let replaced: Replaced | undefined;
  let there = await textOf(path);
  // A save by another program that this edit has replaced and not restored yet.
  let displaced: string | undefined;
  const startedAt = Date.now();
  const isOver = () => Date.now() - startedAt > RETRY_FOR_MS;
  for (;;) {
    const from = displaced ?? there;
    let to: string;
    try {
      if (isOver()) throw new FileKeepsChangingError(basename(path));
      to = edit(from);
    } catch (error) {
      if (displaced !== undefined && (await swap(path, there, displaced)).done) throw error;
      const now = await settled(path, there);
      if (displaced === undefined && (now === there || isOver())) throw error;
      [there, displaced] = [now, undefined];
      continue;
    }
    if (to === (there ?? "")) return replaced;
    const outcome = await swap(path, there, to);
    if (outcome.done) replaced = { from, to };
    const isThere = outcome.done && holds(path, to);
    if (isThere && outcome.displaced === undefined) return replaced;
    // A save after the edit is newer than the text that the edit replaced.
    there = isThere ? to : await textOf(path);
    displaced = isThere ? outcome.displaced : undefined;
  }
}
