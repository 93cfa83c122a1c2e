import { basename } from "node:path";
import { FileKeepsChangingError } from "./config-file-error.js";
import { holds, settled, swap, textOf } from "./swap.js";

/** For how long an edit is done anew while another program saves the file again and again, in milliseconds. */
const PATIENCE_MS = 10_000;

/** A text that took the place of another one; `from` is undefined where there was no file. */
export interface Replaced {
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * Edits a file that other programs save without asking. Each of their saves stays, and the edit is done
 * anew on it.
 *
 * @param edit what the text is to be; it may be called several times
 * @returns what was replaced by what, or undefined where there was nothing to write
 * @throws what `edit` throws, after the last save was put back
 */
export async function editText(
  path: string,
  edit: (text: string | undefined) => string,
): Promise<Replaced | undefined> {
  let replaced: Replaced | undefined;
  let there = await textOf(path);
  // A save that an edit took the place of, and that is not in the file.
  let displaced: string | undefined;
  const begun = Date.now();
  const isOver = () => Date.now() - begun > PATIENCE_MS;
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
    // Whatever was saved after the edit is newer than what the edit took the place of.
    there = isThere ? to : await textOf(path);
    displaced = isThere ? outcome.displaced : undefined;
  }
}
