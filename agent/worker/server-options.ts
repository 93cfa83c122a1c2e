import { fileURLToPath } from "node:url";
import { ServerOptions } from "@livekit/agents";
import type { Admission } from "./admission.js";
import type { Settings } from "./settings.js";

/** The file that job processes import. */
export const WORKER = fileURLToPath(new URL("./worker.js", import.meta.url));
/** A host that starts ten calls at once needs longer than LiveKit's 10 s (livekit/agents-js#909). */
const PROCESS_START_MS = 60_000;
/** A process that does not hear that it should end has no call. */
const PROCESS_END_MS = 10_000;

/** What LiveKit's server of a worker depends on. */
interface Wanted {
  readonly agentName: string;
  /** Where LiveKit is. */
  readonly url: string;
  /** The port on loopback where the server says how it is. */
  readonly agentsPort: number;
  readonly production: boolean;
  readonly logLevel: string;
  readonly settings: Pick<Settings, "idleProcesses">;
  /** Who decides about each call. It counts the server's calls, so it is made after the server. */
  readonly admission: () => Admission;
}

/** How LiveKit's server of a worker runs. */
export function serverOptions({
  agentName,
  url,
  agentsPort,
  production,
  logLevel,
  settings,
  admission,
}: Wanted): ServerOptions {
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
    // LiveKit may be away for long, and its calls go on meanwhile.
    maxRetry: Infinity,
    ...(settings.idleProcesses !== undefined && { numIdleProcesses: settings.idleProcesses }),
    requestFunc: (request) => admission().admit(request),
  });
}
