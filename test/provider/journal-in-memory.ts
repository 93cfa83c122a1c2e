import type { Journal } from "../../provider/journal.js";

type Note = Readonly<Record<string, unknown>>;

/** A journal in memory: it survives the runs of a test, but not the test. */
export class JournalInMemory implements Journal {
  readonly notes = new Map<string, Note>();

  async read(key: string): Promise<Note | undefined> {
    return this.notes.get(key);
  }

  async write(key: string, note: Note): Promise<void> {
    this.notes.set(key, note);
  }

  async erase(key: string): Promise<void> {
    this.notes.delete(key);
  }
}
