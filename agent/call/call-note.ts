import { channel } from "node:diagnostics_channel";

/** What the worker needs to know about a call if the call's process dies. Each part is reported once known. */
export interface CallNote {
  /** LiveKit's id of the job, `AJ_…`. */
  readonly jobId?: string;
  /** Name of the room. */
  readonly room?: string;
  readonly agentId?: string;
  /** Log fields of the caller: numbers, ids, direction. The caller's number is redacted as in the log. */
  readonly phone?: Readonly<Record<string, string | undefined>>;
  /** Whether the room has been deleted, which ends the call. */
  readonly isOver?: boolean;
}

const notes = channel("arkenos.call-note");

/** Reports a part of this process's call note to the worker. */
export function note(part: CallNote): void {
  notes.publish(part);
}

/** Subscribes to the notes of this process's call. */
export function takeNotes(take: (part: CallNote) => void): void {
  notes.subscribe((part) => take(part as CallNote));
}
