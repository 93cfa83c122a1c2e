import { channel } from "node:diagnostics_channel";

/** What the worker has to know of a call to clean up after its process. Each part is noted as soon as it is known. */
export interface CallNote {
  /** LiveKit's id of the job, `AJ_…`. */
  readonly jobId?: string;
  /** The room's name. */
  readonly room?: string;
  readonly agentId?: string;
  /** What the call's log lines say of its phone: numbers, ids, direction. A caller's number is shown as in the log. */
  readonly phone?: Readonly<Record<string, string | undefined>>;
  /** Whether the room has been deleted, and with it the call. */
  readonly isOver?: boolean;
}

const notes = channel("arkenos.call-note");

/** Notes something of this process's call. */
export function note(part: CallNote): void {
  notes.publish(part);
}

/** Takes every note of this process's call. */
export function takeNotes(take: (part: CallNote) => void): void {
  notes.subscribe((part) => take(part as CallNote));
}
