import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "@livekit/agents";
import { RECORDS } from "../call/record-file.js";
import { Deliveries } from "./after-call.js";
import { CallRecords, type JobFacts } from "./call-records.js";
import { defaultSpool, Spool } from "./spool.js";
import { StartError } from "./start-error.js";

/** How often the worker looks for calls that have ended, in milliseconds, and for workers that are gone. */
const LOOK_MS = 1_000;
const ADOPT_EVERY = 30;
/** How long a worker that stops waits for receivers; what they have not taken by then stays in the spool. */
const LAST_SEND_MS = 3_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Keeps the records of a worker's calls: logs each, and sends those that have a receiver. */
export class RecordKeeper {
  readonly #spool: Spool;
  readonly #records: CallRecords;
  readonly #deliveries: Deliveries;
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;

  /** @param jobs the jobs that have a process */
  constructor(spool: Spool, jobs: () => readonly JobFacts[], env: Environment) {
    this.#spool = spool;
    this.#records = new CallRecords(spool, jobs);
    this.#deliveries = new Deliveries(spool, { env });
  }

  /** Begins; processes that start from now on know where their records go. */
  start(): void {
    process.env[RECORDS] = this.#spool.folder;
    this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** Closes the records of all calls, and sends what can be sent. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await attempt(async () => {
      this.#records.look();
      await Promise.race([this.#deliveries.send(), wait(LAST_SEND_MS, undefined, { ref: false })]);
      this.#spool.close();
    });
  }

  #look(): void {
    void attempt(async () => {
      this.#spool.beat();
      if (this.#looks++ % ADOPT_EVERY === 0) this.#records.adopt();
      this.#records.look();
      await this.#deliveries.send();
    });
  }
}

/** @throws StartError where a spool that is named cannot be written */
export function openRecords(spoolPath: string | undefined, jobs: () => readonly JobFacts[]): RecordKeeper {
  try {
    return new RecordKeeper(openSpool(spoolPath, process.env), jobs, process.env);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new StartError([`ARKENOS_SPOOL_PATH ${spoolPath} cannot be written (${reason}); name a folder that can be`]);
  }
}

/**
 * A spool where `ARKENOS_SPOOL_PATH` says, or in the user's state; where that cannot be written, as in a container with
 * a read-only disk, among the temporary files.
 *
 * @throws what Node throws where a spool that is named cannot be written
 */
export function openSpool(named: string | undefined, env: Environment): Spool {
  if (named !== undefined) return new Spool(named);
  const usual = defaultSpool(env);
  try {
    return new Spool(usual);
  } catch {
    const temporary = join(tmpdir(), "arkenos-agent-spool");
    log().warn(
      { folder: temporary },
      `${usual} cannot be written, so call records wait elsewhere; set ARKENOS_SPOOL_PATH`,
    );
    return new Spool(temporary);
  }
}

/** A disk that is full stops no worker. */
async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    log().error({ error }, "Call records cannot be kept");
  }
}
