import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { AgentServer, initializeLogger, log, ServerOptions, version } from "@livekit/agents";
import { Admission } from "./admission.js";
import { freePort, problemOf, serveHealth } from "./health.js";
import { LAST_GOOD, LastGood } from "../routing/last-good.js";
import { unreadiness } from "./readiness.js";
import { type RoutingSource, RoutingTable } from "../routing/routing.js";
import type { Settings } from "./settings.js";

/** The file that job processes import. */
export const WORKER = fileURLToPath(new URL("./worker.js", import.meta.url));
/** How often the table is looked at between calls, in milliseconds. */
const LOOK_MS = 2_000;
/** A host that starts ten calls at once needs longer than LiveKit's 10 s (livekit/agents-js#909). */
const PROCESS_START_MS = 60_000;
/** A process that does not hear that it should end has no call. */
const PROCESS_END_MS = 10_000;

/** A worker that cannot start, and what to do about it. */
export class StartError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "StartError";
  }
}

/** One process for all numbers of a stack: takes calls from LiveKit and gives each to a process of its own. */
export class PhoneWorker {
  readonly #table: RoutingTable;
  readonly #settings: Settings;
  readonly #server: AgentServer;
  readonly #admission: Admission;
  readonly #lastGood = new LastGood();
  readonly #agentsPort: number;
  readonly #agentName: string;
  #health: Server | undefined;
  #look: NodeJS.Timeout | undefined;

  private constructor(
    table: RoutingTable,
    settings: Settings,
    server: AgentServer,
    admission: Admission,
    agentsPort: number,
    agentName: string,
  ) {
    this.#table = table;
    this.#settings = settings;
    this.#server = server;
    this.#admission = admission;
    this.#agentsPort = agentsPort;
    this.#agentName = agentName;
  }

  /**
   * Checks that every persona of the table can answer here, and makes a worker.
   *
   * @throws RoutingError, StartError
   */
  static async open(source: RoutingSource, settings: Settings, production: boolean): Promise<PhoneWorker> {
    const table = new RoutingTable(source);
    const { contract } = table.read().routes;
    const problems = [...credentialProblems(), ...unreadiness(contract, process.env)];
    if (problems.length > 0) throw new StartError(problems);
    process.env["LIVEKIT_URL"] ||= contract.livekitUrl;
    if (!production) process.env["LIVEKIT_DEV_MODE"] = "1";

    const logLevel = settings.logLevel ?? (production ? "info" : "debug");
    initializeLogger({ pretty: !production, level: logLevel });
    const agentsPort = await freePort();
    const options: ServerOptions = new ServerOptions({
      agent: WORKER,
      agentName: contract.agentName,
      wsURL: process.env["LIVEKIT_URL"],
      production,
      logLevel,
      host: "127.0.0.1",
      port: agentsPort,
      loadFunc: async () => admission.load,
      loadThreshold: 1,
      initializeProcessTimeout: PROCESS_START_MS,
      shutdownProcessTimeout: PROCESS_END_MS,
      ...(settings.idleProcesses !== undefined && { numIdleProcesses: settings.idleProcesses }),
      requestFunc: (request) => admission.admit(request),
    });
    const server = new AgentServer(options);
    const admission: Admission = new Admission(settings.maxCalls, () => server.activeJobs.length);
    return new PhoneWorker(table, settings, server, admission, agentsPort, options.agentName);
  }

  /** Works until it is stopped. */
  async run(): Promise<void> {
    process.env[LAST_GOOD] = this.#lastGood.file;
    this.#lastGood.take(this.#table);
    this.#health = await serveHealth(() => this.#state(), this.#settings.healthPort);
    this.#look = setInterval(() => this.#reread(), LOOK_MS).unref();
    const { contract, numbers } = this.#table.read().routes;
    log().info(
      { agentName: this.#agentName, agents: Object.keys(contract.agents), numbers: numbers.size, version },
      "Answering the stack's numbers",
    );
    await this.#server.run();
  }

  /** Takes no more calls, and lets those that are on end by themselves. */
  async drain(): Promise<void> {
    const { drainSeconds } = this.#settings;
    log().info({ activeCalls: this.#admission.calls, drainSeconds }, "Draining: no more calls are taken");
    if (!(await this.#admission.close(drainSeconds * 1000)))
      log().warn({ activeCalls: this.#admission.calls }, "Calls that are still on are ended");
  }

  /** Ends everything. */
  async close(): Promise<void> {
    clearInterval(this.#look);
    await this.#server.close();
    this.#health?.close();
    this.#lastGood.remove();
  }

  #reread(): void {
    const { changed, problem, routes } = this.#table.read();
    if (!changed) return;
    if (problem !== undefined)
      return log().error({ problem }, "The routing table is broken; the last good one is used");
    this.#lastGood.take(this.#table);
    log().info({ numbers: routes.numbers.size, agents: routes.agents.size }, "The routing table was read again");
    for (const lack of unreadiness(routes.contract, process.env))
      log().error({ problem: lack }, "A persona cannot answer on this worker");
    if (routes.contract.agentName !== this.#agentName)
      log().error(
        { agentName: routes.contract.agentName },
        "The stack calls its worker by another name now; start the worker again",
      );
  }

  async #state() {
    this.#reread();
    const { routes, loadedAt, problem: tableProblem } = this.#table.read();
    const problem = await problemOf(this.#agentsPort);
    return {
      registered: problem === undefined,
      ...(problem !== undefined && { problem }),
      draining: this.#admission.isClosed,
      agentName: this.#agentName,
      activeCalls: this.#admission.calls,
      maxCalls: this.#settings.maxCalls,
      table: {
        version: routes.contract.version,
        agents: routes.agents.size,
        numbers: routes.numbers.size,
        loadedAt: loadedAt.toISOString(),
        ...(tableProblem !== undefined && { problem: tableProblem }),
      },
    };
  }
}

function credentialProblems(): string[] {
  const missing = ["LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"].filter((name) => !process.env[name]);
  return missing.length === 0
    ? []
    : [`The worker needs ${missing.join(" and ")} of the LiveKit project in its environment`];
}
