import { fileURLToPath } from "node:url";
import { AgentServer, initializeLogger, log, ServerOptions, version } from "@livekit/agents";
import type { Server } from "node:http";
import { freePort, problemOf, serveHealth } from "./health.js";
import { LAST_GOOD, LastGood } from "./last-good.js";
import { unreadiness } from "./readiness.js";
import { type RoutingSource, RoutingTable } from "./routing.js";
import type { Settings } from "./settings.js";

/** The file that job processes import. */
export const WORKER = fileURLToPath(new URL("./worker.js", import.meta.url));
/** How often the table is looked at between calls, in milliseconds. */
const LOOK_MS = 2_000;
/** A host that starts ten calls at once needs longer than LiveKit's 10 s (livekit/agents-js#909). */
const PROCESS_START_MS = 60_000;

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
  readonly #lastGood = new LastGood();
  readonly #agentsPort: number;
  readonly #agentName: string;
  #health: Server | undefined;
  #look: NodeJS.Timeout | undefined;
  #draining = false;

  private constructor(table: RoutingTable, settings: Settings, server: AgentServer, agentsPort: number, agentName: string) {
    this.#table = table;
    this.#settings = settings;
    this.#server = server;
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
    const options = new ServerOptions({
      agent: WORKER,
      agentName: contract.agentName,
      wsURL: process.env["LIVEKIT_URL"],
      production,
      logLevel,
      host: "127.0.0.1",
      port: agentsPort,
      loadFunc: async ({ activeJobs }) => activeJobs.length / settings.maxCalls,
      loadThreshold: 1,
      initializeProcessTimeout: PROCESS_START_MS,
      drainTimeout: settings.drainSeconds * 1000,
      ...(settings.idleProcesses !== undefined && { numIdleProcesses: settings.idleProcesses }),
      requestFunc: async (request) => worker.#isFull ? request.reject() : request.accept(),
    });
    const worker: PhoneWorker = new PhoneWorker(table, settings, new AgentServer(options), agentsPort, options.agentName);
    return worker;
  }

  /** Works until it is stopped. */
  async run(): Promise<void> {
    process.env[LAST_GOOD] = this.#lastGood.file;
    this.#lastGood.take(this.#table);
    this.#health = await serveHealth(() => this.#state(), this.#settings.healthPort);
    this.#look = setInterval(() => this.#reread(), LOOK_MS).unref();
    const { contract, numbers } = this.#table.read().routes;
    log().info({ agentName: this.#agentName, agents: Object.keys(contract.agents), numbers: numbers.size, version }, "Answering the stack's numbers");
    await this.#server.run();
  }

  /** Takes no more calls, and lets those that are on end by themselves. */
  async drain(): Promise<void> {
    this.#draining = true;
    log().info({ activeCalls: this.#server.activeJobs.length }, "Draining: no more calls are taken");
    await this.#server.drain();
  }

  /** Ends everything. */
  async close(): Promise<void> {
    clearInterval(this.#look);
    await this.#server.close();
    this.#health?.close();
    this.#lastGood.remove();
  }

  /** LiveKit learns of the load every 2.5 s only; calls that come at once are counted here. */
  get #isFull(): boolean {
    return this.#server.activeJobs.length >= this.#settings.maxCalls;
  }

  #reread(): void {
    const { changed, problem, routes } = this.#table.read();
    if (!changed) return;
    if (problem !== undefined) return log().error({ problem }, "The routing table is broken; the last good one is used");
    this.#lastGood.take(this.#table);
    log().info({ numbers: routes.numbers.size, agents: routes.agents.size }, "The routing table was read again");
    for (const lack of unreadiness(routes.contract, process.env)) log().error({ problem: lack }, "A persona cannot answer on this worker");
    if (routes.contract.agentName !== this.#agentName) log().error({ agentName: routes.contract.agentName }, "The stack calls its worker by another name now; start the worker again");
  }

  async #state() {
    this.#reread();
    const { routes, loadedAt, problem: tableProblem } = this.#table.read();
    const problem = await problemOf(this.#agentsPort);
    return {
      registered: problem === undefined,
      ...(problem !== undefined && { problem }),
      draining: this.#draining,
      agentName: this.#agentName,
      activeCalls: this.#server.activeJobs.length,
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
  return missing.length === 0 ? [] : [`The worker needs ${missing.join(" and ")} of the LiveKit project in its environment`];
}
