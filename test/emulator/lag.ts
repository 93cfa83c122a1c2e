import type { Contents } from "./snapshot.js";

/** What lists showed before each write, while one of them is to lag. */
export class Lag {
  #past: { readonly at: number; readonly contents: Contents }[] = [];
  #lists = { asOf: 0, until: 0 };

  /** Records the state before a write. With `ms`, no list shows the write before that time is over. */
  beforeWrite(contents: Contents, ms?: number): void {
    const at = Date.now();
    this.#past.push({ at, contents });
    if (ms !== undefined) this.#lists = { asOf: at, until: at + ms };
  }

  /** What a list shows that lags by `ms` or behind a write; undefined if that is the current state. */
  contents(ms?: number): Contents | undefined {
    const now = Date.now();
    if (ms === undefined && now >= this.#lists.until) return undefined;
    const asOf = ms === undefined ? this.#lists.asOf : now - ms;
    return this.#past.find(({ at }) => at >= asOf)?.contents;
  }

  /** Lists show the current state. */
  clear(): void {
    this.#past = [];
    this.#lists = { asOf: 0, until: 0 };
  }
}
