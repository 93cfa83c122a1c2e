import type { LookupFunction } from "node:net";
import { log } from "@livekit/agents";
import { type EndedFile, readRecord, recordPath, removeRecord } from "../call/record-file.js";
import type { CallRecord } from "../call/call-record.js";
import { postTo, RefusedError } from "../call/webhook-request.js";
import type { Webhook } from "../contract/webhook.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";
import type { Spool } from "./spool.js";

/** Timeout of a delivery, in milliseconds, and the number of concurrent deliveries. */
const TIMEOUT_MS = 10_000;
const CONCURRENCY = 4;
/** The pause after a failure grows from one second to five minutes. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/** Limits of the spool; older records are dropped. */
export const MOST_RECORDS = 10_000;
export const LONGEST_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** A pause after failed deliveries. */
interface Pause {
  readonly failures: number;
  readonly until: number;
}

/** Options of deliveries. */
export interface DeliveryOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: () => number;
  /** Returns a number from 0 to 1. @default Math.random */
  readonly jitter?: () => number;
  readonly lookup?: LookupFunction;
}

/** Sends the records in a spool to their webhooks, and retries each until it gets a 2xx response. */
export class Deliveries {
  readonly #spool: Spool;
  readonly #options: Required<Omit<DeliveryOptions, "lookup">> & Pick<DeliveryOptions, "lookup">;
  /** Unavailable receivers, by URL. */
  readonly #unavailable = new Map<string, Pause>();
  /** Records that a receiver rejected, by job id. */
  readonly #refused = new Map<string, Pause>();
  readonly #pending = new Map<string, Promise<void>>();

  constructor(spool: Spool, options: DeliveryOptions) {
    this.#spool = spool;
    this.#options = { now: Date.now, jitter: Math.random, ...options };
  }

  /** Sends the records that are due, and drops those that are too old. @returns when these requests are done */
  async send(): Promise<void> {
    const waiting = this.#spool.jobs("unsent");
    waiting.forEach((jobId, index) => {
      if (this.#pending.has(jobId)) return;
      const path = recordPath(this.#spool.folder, jobId, "unsent");
      const file = readRecord<EndedFile>(path);
      if (file?.afterCall === undefined) return removeRecord(path);
      const { call, afterCall } = file;
      if (waiting.length - index > MOST_RECORDS) return this.#drop(path, file, "the spool is full");
      if (this.#options.now() - Date.parse(call.endedAt) > LONGEST_KEPT_MS)
        return this.#drop(path, file, "its receiver was unavailable for 7 days");
      if (this.#pending.size >= CONCURRENCY || this.#isPaused(this.#unavailable, afterCall.url)) return;
      if (this.#isPaused(this.#refused, jobId)) return;
      const delivery = this.#deliver(path, call, afterCall).finally(() => this.#pending.delete(jobId));
      this.#pending.set(jobId, delivery);
    });
    await Promise.all(this.#pending.values());
  }

  async #deliver(path: string, call: CallRecord, webhook: Webhook): Promise<void> {
    const { url } = webhook;
    const { callId, jobId } = call;
    const { env, lookup } = this.#options;
    const headers = { "idempotency-key": callId };
    try {
      await postTo({ webhook, body: JSON.stringify(call), env, milliseconds: TIMEOUT_MS, headers, lookup });
      removeRecord(path);
      this.#refused.delete(jobId);
      if (this.#unavailable.delete(url)) log().info({ url }, "The receiver of call records is available again");
    } catch (error) {
      const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secretsIn(env));
      // A rejected record must not delay the others.
      const isRefused = error instanceof RefusedError && error.status < 500 && error.status !== 429;
      if (this.#pause(isRefused ? this.#refused : this.#unavailable, isRefused ? jobId : url) === 1)
        log().warn({ url, callId, reason }, "A call record was not delivered; it will be retried");
    }
  }

  #isPaused(pauses: ReadonlyMap<string, Pause>, key: string): boolean {
    return (pauses.get(key)?.until ?? 0) > this.#options.now();
  }

  /** @returns the number of failures in a row */
  #pause(pauses: Map<string, Pause>, key: string): number {
    const failures = (pauses.get(key)?.failures ?? 0) + 1;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    // Random, from half the pause to all of it, so that workers do not retry at the same time.
    pauses.set(key, { failures, until: this.#options.now() + longest * (0.5 + this.#options.jitter() / 2) });
    return failures;
  }

  #drop(path: string, { call, afterCall }: EndedFile, reason: string): void {
    removeRecord(path);
    this.#refused.delete(call.jobId);
    log().error(
      { callId: call.callId, url: afterCall?.url, reason },
      "A call record was dropped without being delivered",
    );
  }
}
