import type { LookupFunction } from "node:net";
import { log } from "@livekit/agents";
import { type EndedFile, readRecord, recordPath, removeRecord } from "../call/record-file.js";
import type { CallRecord } from "../call/call-record.js";
import { postTo, RefusedError } from "../call/webhook-request.js";
import type { Webhook } from "../contract/webhook.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import type { Spool } from "./spool.js";

/** How long a receiver may take, and how many records it gets at once. */
const PATIENCE_MS = 10_000;
const AT_ONCE = 4;
/** The pauses after failures grow from one second to five minutes. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/** How much the spool holds: the oldest records are dropped beyond it. */
export const MOST_RECORDS = 10_000;
export const LONGEST_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** What has failed how often, and until when it is left alone. */
interface Pause {
  readonly failures: number;
  readonly until: number;
}

/** What deliveries are made with. */
export interface DeliveryOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: () => number;
  /** A number from 0 to 1. @default chance */
  readonly jitter?: () => number;
  readonly lookup?: LookupFunction;
}

/** Sends the records in a spool to their receivers, one request for each until it is answered with 2xx. */
export class Deliveries {
  readonly #spool: Spool;
  readonly #options: Required<Omit<DeliveryOptions, "lookup">> & Pick<DeliveryOptions, "lookup">;
  /** Receivers that do not answer, by their URL. */
  readonly #away = new Map<string, Pause>();
  /** Records that a receiver did not take, by their job. */
  readonly #refused = new Map<string, Pause>();
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(spool: Spool, options: DeliveryOptions) {
    this.#spool = spool;
    this.#options = { now: Date.now, jitter: Math.random, ...options };
  }

  /** Sends what is due, and drops what has waited too long. @returns when these requests are answered */
  async send(): Promise<void> {
    const waiting = this.#spool.jobs("unsent");
    waiting.forEach((jobId, index) => {
      if (this.#underWay.has(jobId)) return;
      const path = recordPath(this.#spool.folder, jobId, "unsent");
      const file = readRecord<EndedFile>(path);
      if (file?.afterCall === undefined) return removeRecord(path);
      const { call, afterCall } = file;
      if (waiting.length - index > MOST_RECORDS) return this.#drop(path, file, "the spool is full");
      if (this.#options.now() - Date.parse(call.endedAt) > LONGEST_KEPT_MS)
        return this.#drop(path, file, "its receiver was away for 7 days");
      if (this.#underWay.size >= AT_ONCE || this.#isPaused(this.#away, afterCall.url)) return;
      if (this.#isPaused(this.#refused, jobId)) return;
      const delivery = this.#deliver(path, call, afterCall).finally(() => this.#underWay.delete(jobId));
      this.#underWay.set(jobId, delivery);
    });
    await Promise.all(this.#underWay.values());
  }

  async #deliver(path: string, call: CallRecord, webhook: Webhook): Promise<void> {
    const { url } = webhook;
    const { callId, jobId } = call;
    const { env, lookup } = this.#options;
    const headers = { "idempotency-key": callId };
    try {
      await postTo({ webhook, body: JSON.stringify(call), env, milliseconds: PATIENCE_MS, headers, lookup });
      removeRecord(path);
      this.#refused.delete(jobId);
      if (this.#away.delete(url)) log().info({ url }, "The receiver of call records is back");
    } catch (error) {
      const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secretsIn(env));
      // What it has against one record says nothing of the others.
      const isRefused = error instanceof RefusedError && error.status < 500 && error.status !== 429;
      if (this.#pause(isRefused ? this.#refused : this.#away, isRefused ? jobId : url) === 1)
        log().warn({ url, callId, reason }, "A call's record was not taken; it is kept and sent again");
    }
  }

  #isPaused(pauses: ReadonlyMap<string, Pause>, key: string): boolean {
    return (pauses.get(key)?.until ?? 0) > this.#options.now();
  }

  /** @returns how often it has failed now */
  #pause(pauses: Map<string, Pause>, key: string): number {
    const failures = (pauses.get(key)?.failures ?? 0) + 1;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    // By chance between half of it and all of it, so that workers do not come back all at once.
    pauses.set(key, { failures, until: this.#options.now() + longest * (0.5 + this.#options.jitter() / 2) });
    return failures;
  }

  #drop(path: string, { call, afterCall }: EndedFile, reason: string): void {
    removeRecord(path);
    this.#refused.delete(call.jobId);
    log().error({ callId: call.callId, url: afterCall?.url, reason }, "A call's record was dropped unsent");
  }
}
