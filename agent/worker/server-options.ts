import { fileURLToPath } from "node:url";
import { ServerOptions } from "@livekit/agents";
import type { Admission } from "./admission.js";
import type { Settings } from "./settings.js";

/** The file that job processes import. */
export const WORKER = fileURLToPath(new URL("./worker.js", import.meta.url));
/** LiveKit's default of 10 s is too short for a host that starts ten calls at once (livekit/agents-js#909). */
const PROCESS_START_MS = 60_000;
/** Idle job processes may miss the shutdown signal, so do not wait long for them. */
const PROCESS_END_MS = 10_000;

/** The parameters of LiveKit's server. */
interface ServerSettings {
  readonly agentName: string;
  /** URL of LiveKit. */
  readonly url: string;
  /** Loopback port of the server's health endpoint. */
  readonly agentsPort: number;
  readonly production: boolean;
  readonly logLevel: string;
  readonly settings: Pick<Settings, "idleProcesses">;
  /** Returns the admission. It counts the server's calls, so it is created after the server. */
  readonly admission: () => Admission;
}

/** The options of LiveKit's server. */
export function serverOptions({
  agentName,
  url,
  agentsPort,
  production,
  logLevel,
  settings,
  admission,
}: ServerSettings): ServerOptions {
  return new ServerOptions({
    agent: WORKER,
    agentName,
    wsURL: url,
    production,
    logLevel,
    host: "127.0.0.1",
    port: agentsPort,
    loadFunc: async () => admission().reportedLoad,
    loadThreshold: 1,
    initializeProcessTimeout: PROCESS_START_MS,
    shutdownProcessTimeout: PROCESS_END_MS,
    // LiveKit may be unavailable for a long time, while calls continue.
    maxRetry: Infinity,
    ...(settings.idleProcesses !== undefined && { numIdleProcesses: settings.idleProcesses }),
    requestFunc: (request) => admission().admit(request),
  });
}
