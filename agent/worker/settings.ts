import { availableParallelism } from "node:os";
import { z } from "zod";
import { issueProblem, ProblemsError } from "../contract/problem.js";

/** A call with stt, llm, and tts uses 0.4 of a core, measured by `npm run bench -- --only footprint`. */
const CALLS_PER_CORE = 2.5;

const count = (example: number) =>
  z.coerce.number(`must be a number, such as ${example}`).int("must be a whole number");

const environment = z.object({
  ARKENOS_AGENT_NAME: z.string().optional(),
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

/** The worker's settings; see the table in the README. */
export interface Settings {
  /** Agent name to register under, if the stack has several workers. `ARKENOS_AGENT_NAME` @default the contract's `agentName` */
  readonly agentName?: string;
  /** Maximum number of concurrent calls. `ARKENOS_MAX_CALLS` @default 2.5 per core */
  readonly maxCalls: number;
  /** Number of processes that wait for a call. `ARKENOS_IDLE_PROCESSES` @default one per core, at most 4 */
  readonly idleProcesses?: number;
  /** Port of the health endpoint. `ARKENOS_HEALTH_PORT` @default 8081 */
  readonly healthPort: number;
  /** How long a stopping worker waits for its calls. `ARKENOS_DRAIN_SECONDS` @default 3600 */
  readonly drainSeconds: number;
  /** Whether to remove phone numbers and speech from all output. `ARKENOS_REDACT_CALLERS` @default false */
  readonly redactCallers: boolean;
  /** Folder for undelivered call records. `ARKENOS_SPOOL_PATH` @default a folder in the user's state */
  readonly spoolPath?: string;
  /** Log level. `LOG_LEVEL` @default "info" */
  readonly logLevel?: string;
}

/** Default number of concurrent calls on a machine, at least one. */
export function callsFor(cores: number): number {
  return Math.max(1, Math.floor(cores * CALLS_PER_CORE));
}

/** Invalid settings. The path of each problem is the name of the variable. */
export class SettingsError extends ProblemsError {}

/**
 * Reads the worker's settings. An empty variable counts as unset.
 *
 * @throws SettingsError
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { success, data, error } = environment.safeParse(given);
  if (!success) throw new SettingsError(error.issues.map(issueProblem));
  return {
    ...(data.ARKENOS_AGENT_NAME !== undefined && { agentName: data.ARKENOS_AGENT_NAME }),
    maxCalls: data.ARKENOS_MAX_CALLS,
    ...(data.ARKENOS_IDLE_PROCESSES !== undefined && { idleProcesses: data.ARKENOS_IDLE_PROCESSES }),
    healthPort: data.ARKENOS_HEALTH_PORT,
    drainSeconds: data.ARKENOS_DRAIN_SECONDS,
    redactCallers: data.ARKENOS_REDACT_CALLERS,
    ...(data.ARKENOS_SPOOL_PATH !== undefined && { spoolPath: data.ARKENOS_SPOOL_PATH }),
    ...(data.LOG_LEVEL !== undefined && { logLevel: data.LOG_LEVEL }),
  };
}
