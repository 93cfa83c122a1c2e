import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "@livekit/agents";
import { RECORDS } from "../call/record-file.js";
import { Deliveries } from "./after-call.js";
import { CallRecords, type JobFacts } from "./call-records.js";
import { defaultSpool, Spool } from "./spool.js";
import { StartError } from "./start-error.js";

/** Interval of scans for finished calls, in milliseconds, and the number of scans between looking for stopped workers. */
const SCAN_MS = 1_000;
const ADOPT_EVERY = 30;
/** How long a stopping worker waits for deliveries, in milliseconds; undelivered records stay in the spool. */
const LAST_SEND_MS = 3_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Logs the records of a worker's calls, and delivers those that have a webhook. */
export class RecordKeeper {
  readonly #spool: Spool;
  readonly #records: CallRecords;
  readonly #deliveries: Deliveries;
  #timer: NodeJS.Timeout | undefined;
  #scans = 0;

  /** @param jobs returns the jobs that have a process */
  constructor(spool: Spool, jobs: () => readonly JobFacts[], env: Environment) {
    this.#spool = spool;
    this.#records = new CallRecords(spool, jobs);
    this.#deliveries = new Deliveries(spool, { env });
  }

  /** Starts scanning, and passes the folder of records to new job processes. */
  start(): void {
    process.env[RECORDS] = this.#spool.folder;
    this.#scan();
    this.#timer = setInterval(() => this.#scan(), SCAN_MS).unref();
  }

  /** Completes the records of all calls, and tries to deliver them. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await attempt(async () => {
      this.#records.scan();
      await Promise.race([this.#deliveries.send(), wait(LAST_SEND_MS, undefined, { ref: false })]);
      this.#spool.close();
    });
  }

  #scan(): void {
    void attempt(async () => {
      this.#spool.beat();
      if (this.#scans++ % ADOPT_EVERY === 0) this.#records.adopt();
      this.#records.scan();
      await this.#deliveries.send();
    });
  }
}

/** @throws StartError if `ARKENOS_SPOOL_PATH` is not writable */
export function openRecords(spoolPath: string | undefined, jobs: () => readonly JobFacts[]): RecordKeeper {
  try {
    return new RecordKeeper(openSpool(spoolPath, process.env), jobs, process.env);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const message = `ARKENOS_SPOOL_PATH ${spoolPath} is not writable (${reason})`;
    const remedy = "set it to a writable folder";
    throw new StartError([{ path: [], code: "folder_not_writable", message, remedy }]);
  }
}

/**
 * Opens the spool at `ARKENOS_SPOOL_PATH`, or in the user's state folder. If that is not writable, as in a container with
 * a read-only disk, it uses a new folder for temporary files: anyone could have prepared one with a known name.
 *
 * @throws Node's error if `ARKENOS_SPOOL_PATH` is set and not writable
 */
export function openSpool(named: string | undefined, env: Environment): Spool {
  if (named !== undefined) return new Spool(named);
  const usual = defaultSpool(env);
  try {
    return new Spool(usual);
  } catch {
    const temporary = mkdtempSync(join(tmpdir(), "arkenos-agent-spool-"));
    log().warn(
      { folder: temporary },
      `${usual} is not writable, so call records are kept in another folder, which no later worker reads; set ARKENOS_SPOOL_PATH`,
    );
    return new Spool(temporary);
  }
}

/** Logs errors, because a full disk must not stop the worker. */
async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    log().error({ error }, "Call records cannot be processed");
  }
}
