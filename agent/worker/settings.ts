import { availableParallelism } from "node:os";
import { z } from "zod";

/** One that hears, thinks and speaks takes 0.4 of a core: `npm run bench -- --only footprint` measures it. */
const CALLS_PER_CORE = 2.5;

const count = (example: number) =>
  z.coerce.number(`must be a number, such as ${example}`).int("must be a whole number");

const environment = z.object({
  ARKENOS_MAX_CALLS: count(25)
    .positive("must be more than 0")
    .default(() => callsFor(availableParallelism())),
  ARKENOS_IDLE_PROCESSES: count(2).positive("must be more than 0").optional(),
  ARKENOS_HEALTH_PORT: count(8081).min(0, "is not a port").max(65_535, "is not a port").default(8081),
  ARKENOS_DRAIN_SECONDS: count(3600).positive("must be more than 0").default(3600),
  ARKENOS_REDACT_CALLERS: z.stringbool("must be true or false").default(false),
  ARKENOS_SPOOL_PATH: z.string().optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal"], "must be trace, debug, info, warn, error or fatal")
    .optional(),
});

/** How a worker runs; see the table of the README. */
export interface Settings {
  /** Calls at once; a worker with as many counts as full. `ARKENOS_MAX_CALLS` @default 2.5 for each core */
  readonly maxCalls: number;
  /** Processes that wait for a call. `ARKENOS_IDLE_PROCESSES` @default one per core, at most 4 */
  readonly idleProcesses?: number;
  /** Port of the health endpoint. `ARKENOS_HEALTH_PORT` @default 8081 */
  readonly healthPort: number;
  /** How long a worker that is told to stop waits for its calls. `ARKENOS_DRAIN_SECONDS` @default 3600 */
  readonly drainSeconds: number;
  /** Whether nothing that is printed holds a phone number or what was said. `ARKENOS_REDACT_CALLERS` @default false */
  readonly redactCallers: boolean;
  /** Folder where call records wait for their receivers. `ARKENOS_SPOOL_PATH` @default in the user's state */
  readonly spoolPath?: string;
  /** `LOG_LEVEL` @default "info" */
  readonly logLevel?: string;
}

/** Calls at once on a machine with so many cores, one at least. */
export function callsFor(cores: number): number {
  return Math.max(1, Math.floor(cores * CALLS_PER_CORE));
}

/** Settings that cannot be used, all of them, with what to do. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "SettingsError";
  }
}

/**
 * Reads the worker's settings. An empty variable counts as none.
 *
 * @throws SettingsError
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { success, data, error } = environment.safeParse(given);
  if (!success) throw new SettingsError(error.issues.map(({ path, message }) => `${path.join(".")} ${message}`));
  return {
    maxCalls: data.ARKENOS_MAX_CALLS,
    ...(data.ARKENOS_IDLE_PROCESSES !== undefined && { idleProcesses: data.ARKENOS_IDLE_PROCESSES }),
    healthPort: data.ARKENOS_HEALTH_PORT,
    drainSeconds: data.ARKENOS_DRAIN_SECONDS,
    redactCallers: data.ARKENOS_REDACT_CALLERS,
    ...(data.ARKENOS_SPOOL_PATH !== undefined && { spoolPath: data.ARKENOS_SPOOL_PATH }),
    ...(data.LOG_LEVEL !== undefined && { logLevel: data.LOG_LEVEL }),
  };
}
