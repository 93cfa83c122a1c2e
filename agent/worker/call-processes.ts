import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { log, type RunningJobInfo } from "@livekit/agents";
import type { CallNote } from "../call/call-note.js";

/** Node publishes every child process here as it is made; LiveKit's server hands out none of its own. */
const MADE = "child_process";
/** The kind of message in which a job's process sends a note; LiveKit ignores kinds that it does not know. */
export const NOTE = "arkenosCallNote";

/** LiveKit asks every process this often whether it is there, in milliseconds, and kills one after a minute. */
const PING_MS = 2_500;
/** How many answers in a row a process with a call may owe: its caller hears nothing meanwhile. */
const MOST_OWED = 6;

/** A call whose process ended before the call did. */
export interface LostCall extends CallNote {
  readonly jobId: string;
  readonly room: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Watches the processes of calls, and tells of those that end before their calls. */
export class CallProcesses {
  readonly #jobs: () => readonly RunningJobInfo[];
  readonly #lost: (call: LostCall) => void;
  readonly #notes = new Map<ChildProcess, CallNote>();
  readonly #told = new Set<string>();
  /** The answers that each process owes. Counted by a clock of this process, which may itself have stood still. */
  readonly #owed = new Map<ChildProcess, number>();
  readonly #clock = setInterval(() => this.#killHanging(), PING_MS).unref();

  /** @param jobs the jobs that have a process */
  constructor(jobs: () => readonly RunningJobInfo[], lost: (call: LostCall) => void) {
    this.#jobs = jobs;
    this.#lost = lost;
    subscribe(MADE, this.#watch);
  }

  /** Watches no longer. */
  close(): void {
    unsubscribe(MADE, this.#watch);
    clearInterval(this.#clock);
    this.#notes.clear();
  }

  readonly #watch = (message: unknown): void => {
    const { process: child } = message as { process: ChildProcess };
    child.on("message", (sent: unknown) => {
      this.#owed.set(child, 0);
      if (isNote(sent)) this.#notes.set(child, { ...this.#notes.get(child), ...sent.value });
    });
    child.once("exit", (exitCode, signal) => this.#ended(child, exitCode, signal));
  };

  /** A process that hangs does not hear that it should end. What it had is a lost call then. */
  #killHanging(): void {
    for (const [child, owed] of this.#owed) {
      this.#owed.set(child, owed + 1);
      const note = this.#notes.get(child);
      if (owed + 1 < MOST_OWED || note?.jobId === undefined || note.isOver) continue;
      log().error({ jobId: note.jobId, pid: child.pid }, "The process of a call hangs, and is ended");
      child.kill("SIGKILL");
    }
  }

  #ended(child: ChildProcess, exitCode: number | null, signal: NodeJS.Signals | null): void {
    const note = this.#notes.get(child);
    this.#notes.delete(child);
    this.#owed.delete(child);
    if (note?.isOver) return;
    const tell = (jobId: string, room = "") => {
      if (this.#told.has(jobId)) return;
      this.#told.add(jobId);
      this.#lost({ ...note, jobId, room, exitCode, signal });
    };
    if (note?.jobId !== undefined) return tell(note.jobId, note.room);
    // The process ended before its first note: it had a job that is off LiveKit's list a moment later.
    const before = this.#jobs();
    setImmediate(() => {
      const left = new Set(this.#jobs().map(({ job }) => job.id));
      const noted = new Set([...this.#notes.values()].map(({ jobId }) => jobId));
      for (const { job } of before) if (!left.has(job.id) && !noted.has(job.id)) tell(job.id, job.room?.name);
    });
  }
}

function isNote(message: unknown): message is { readonly value: CallNote } {
  return typeof message === "object" && message !== null && "case" in message && message.case === NOTE;
}
