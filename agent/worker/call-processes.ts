import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { log, type RunningJobInfo } from "@livekit/agents";
import type { CallNote } from "../call/call-note.js";

/** Node's diagnostics channel for new child processes. LiveKit's server does not expose its processes. */
const CHILD_PROCESS = "child_process";
/** The `case` of a message with a call note; LiveKit ignores unknown cases. */
export const NOTE = "arkenosCallNote";

/** LiveKit's interval for pinging processes, in milliseconds. It kills a hanging process only after a minute. */
const PING_MS = 2_500;
/** Number of missed responses after which a process with a call is killed, because its caller hears nothing. */
const MAX_MISSED = 6;

/** A call whose process ended before the call did. */
export interface LostCall extends CallNote {
  readonly jobId: string;
  readonly room: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Watches the processes of calls, and reports calls whose process ends before the call does. */
export class CallProcesses {
  readonly #jobs: () => readonly RunningJobInfo[];
  readonly #lost: (call: LostCall) => void;
  readonly #notes = new Map<ChildProcess, CallNote>();
  readonly #reported = new Set<string>();
  /** Missed responses of each process. Counted rather than timed, because this process may have been suspended. */
  readonly #missed = new Map<ChildProcess, number>();
  readonly #clock = setInterval(() => this.#killHanging(), PING_MS).unref();

  /** @param jobs returns the jobs that have a process */
  constructor(jobs: () => readonly RunningJobInfo[], lost: (call: LostCall) => void) {
    this.#jobs = jobs;
    this.#lost = lost;
    subscribe(CHILD_PROCESS, this.#watch);
  }

  /** Stops watching. */
  close(): void {
    unsubscribe(CHILD_PROCESS, this.#watch);
    clearInterval(this.#clock);
    this.#notes.clear();
  }

  readonly #watch = (message: unknown): void => {
    const { process: child } = message as { process: ChildProcess };
    child.on("message", (sent: unknown) => {
      this.#missed.set(child, 0);
      if (isNote(sent)) this.#notes.set(child, { ...this.#notes.get(child), ...sent.value });
    });
    child.once("exit", (exitCode, signal) => this.#ended(child, exitCode, signal));
  };

  /** Kills hanging processes, which ignore requests to end. Their calls are then reported as lost. */
  #killHanging(): void {
    for (const [child, missed] of this.#missed) {
      this.#missed.set(child, missed + 1);
      const note = this.#notes.get(child);
      if (missed + 1 < MAX_MISSED || note?.jobId === undefined || note.isOver) continue;
      log().error({ jobId: note.jobId, pid: child.pid }, "The process of a call hangs and is killed");
      child.kill("SIGKILL");
    }
  }

  #ended(child: ChildProcess, exitCode: number | null, signal: NodeJS.Signals | null): void {
    const note = this.#notes.get(child);
    this.#notes.delete(child);
    this.#missed.delete(child);
    if (note?.isOver) return;
    const report = (jobId: string, room = "") => {
      if (this.#reported.has(jobId)) return;
      this.#reported.add(jobId);
      this.#lost({ ...note, jobId, room, exitCode, signal });
    };
    if (note?.jobId !== undefined) return report(note.jobId, note.room);
    // The process ended before its first note. Its job is the one that LiveKit removes from its list next.
    const before = this.#jobs();
    setImmediate(() => {
      const left = new Set(this.#jobs().map(({ job }) => job.id));
      const noted = new Set([...this.#notes.values()].map(({ jobId }) => jobId));
      for (const { job } of before) if (!left.has(job.id) && !noted.has(job.id)) report(job.id, job.room?.name);
    });
  }
}

function isNote(message: unknown): message is { readonly value: CallNote } {
  return typeof message === "object" && message !== null && "case" in message && message.case === NOTE;
}
