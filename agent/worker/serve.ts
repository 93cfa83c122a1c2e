import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { AgentServer, initializeLogger, log, type ServerOptions, version } from "@livekit/agents";
import { Admission } from "./admission.js";
import { CallProcesses } from "./call-processes.js";
import { Heartbeat } from "./heartbeat.js";
import { freePort, problemOf, serveHealth } from "./health.js";
import { LAST_GOOD, LastGood } from "../routing/last-good.js";
import { LostCalls } from "./lost-call.js";
import { openRecords, type RecordKeeper } from "./record-keeper.js";
import { unreadiness } from "./readiness.js";
import { type RoutingSource, RoutingTable } from "../routing/routing.js";
import { redactOutput } from "./redacted-output.js";
import { serverOptions } from "./server-options.js";
import type { Settings } from "./settings.js";
import { accessProblems, portProblem, StartError, temporaryFolderProblem } from "./start-error.js";

/** How often the table is looked at between calls, in milliseconds. */
const LOOK_MS = 2_000;
/** How long a worker that stops waits for phones to be hung up whose calls have lost their process. */
const HANG_UP_MS = 5_000;

/** What a worker is made of. */
interface Parts {
  readonly table: RoutingTable;
  readonly settings: Settings;
  readonly server: AgentServer;
  /** The port on loopback where LiveKit's server says how it is. */
  readonly agentsPort: number;
  readonly agentName: string;
  readonly admission: Admission;
  readonly lastGood: LastGood;
  readonly lost: LostCalls;
}

/** One process for all numbers of a stack: takes calls from LiveKit and gives each to a process of its own. */
export class PhoneWorker {
  readonly #parts: Parts;
  readonly #processes: CallProcesses;
  readonly #heartbeat = new Heartbeat();
  #health: Server | undefined;
  #records: RecordKeeper | undefined;
  #look: NodeJS.Timeout | undefined;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#processes = new CallProcesses(
      () => parts.server.activeJobs,
      (call) => parts.lost.end(call),
    );
  }

  /**
   * Checks that every persona of the table can answer here, and makes a worker.
   *
   * @throws RoutingError, StartError; nothing is left behind then
   */
  static async open(source: RoutingSource, settings: Settings, production: boolean): Promise<PhoneWorker> {
    const table = new RoutingTable(source);
    const { contract } = table.read().routes;
    const url = process.env["LIVEKIT_URL"] || contract.livekitUrl;
    const problems = [...accessProblems(url, process.env), ...unreadiness(contract, process.env)];
    if (problems.length > 0) throw new StartError(problems);
    process.env["LIVEKIT_URL"] = url;
    if (!production) process.env["LIVEKIT_DEV_MODE"] = "1";

    const logLevel = settings.logLevel ?? (production ? "info" : "debug");
    if (settings.redactCallers) redactOutput();
    // Colored lines go to the terminal by a way of their own, past the redaction.
    initializeLogger({ pretty: !production && !settings.redactCallers, level: logLevel });
    const agentsPort = await freePort();
    const options: ServerOptions = serverOptions({
      ...{ agentName: contract.agentName, url, agentsPort, production, logLevel, settings },
      admission: () => admission,
    });
    const server = new AgentServer(options);
    const admission: Admission = new Admission(settings.maxCalls, () => server.activeJobs.length);
    const lastGood = makeLastGood();
    const { LIVEKIT_API_KEY: apiKey = "", LIVEKIT_API_SECRET: apiSecret = "" } = process.env;
    const lost = new LostCalls({ url, apiKey, apiSecret });
    const worker = new PhoneWorker({
      ...{ table, settings, server, agentsPort, admission, lastGood, lost },
      agentName: options.agentName,
    });
    await worker.#serveHealth();
    return worker;
  }

  /**
   * Works until it is stopped.
   *
   * @throws StartError
   */
  async run(): Promise<void> {
    process.env[LAST_GOOD] = this.#parts.lastGood.file;
    this.#parts.lastGood.take(this.#parts.table);
    const { server, settings } = this.#parts;
    this.#records = openRecords(settings.spoolPath, () => server.activeJobs.map(({ job }) => job));
    this.#records.start();
    this.#look = setInterval(() => this.#reread(), LOOK_MS).unref();
    const { contract, numbers } = this.#parts.table.read().routes;
    log().info(
      { agentName: this.#parts.agentName, agents: Object.keys(contract.agents), numbers: numbers.size, version },
      "Answering the stack's numbers",
    );
    this.#heartbeat.start();
    await this.#parts.server.run();
  }

  /** Takes no more calls, and lets those that are on end by themselves. */
  async drain(): Promise<void> {
    const { drainSeconds } = this.#parts.settings;
    log().info({ activeCalls: this.#parts.admission.calls, drainSeconds }, "Draining: no more calls are taken");
    if (!(await this.#parts.admission.close(drainSeconds * 1000)))
      log().warn({ activeCalls: this.#parts.admission.calls }, "Calls that are still on are ended");
  }

  /** Ends everything. */
  async close(): Promise<void> {
    clearInterval(this.#look);
    await this.#parts.server.close();
    this.#heartbeat.close();
    this.#processes.close();
    await this.#parts.lost.ended(HANG_UP_MS);
    await this.#records?.close();
    this.#health?.close();
  }

  async #serveHealth(): Promise<void> {
    const { healthPort } = this.#parts.settings;
    try {
      this.#health = await serveHealth(() => this.#state(), healthPort);
    } catch (error) {
      const problem = portProblem(error, healthPort);
      throw problem === undefined ? error : new StartError([problem]);
    }
  }

  #reread(): void {
    const { changed, problem, routes } = this.#parts.table.read();
    if (!changed) return;
    if (problem !== undefined)
      return log().error({ problem }, "The routing table is broken; the last good one is used");
    this.#parts.lastGood.take(this.#parts.table);
    log().info({ numbers: routes.numbers.size, agents: routes.agents.size }, "The routing table was read again");
    for (const lack of unreadiness(routes.contract, process.env))
      log().error({ problem: lack }, "A persona cannot answer on this worker");
    if (routes.contract.agentName !== this.#parts.agentName)
      log().error(
        { agentName: routes.contract.agentName },
        "The stack calls its worker by another name now; start the worker again",
      );
  }

  async #state() {
    this.#reread();
    const { routes, loadedAt, problem: tableProblem } = this.#parts.table.read();
    const problem = await problemOf(this.#parts.agentsPort);
    return {
      registered: problem === undefined,
      ...(problem !== undefined && { problem }),
      draining: this.#parts.admission.isClosed,
      agentName: this.#parts.agentName,
      activeCalls: this.#parts.admission.calls,
      maxCalls: this.#parts.settings.maxCalls,
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

/** The folder goes with the process, however that ends. */
function makeLastGood(): LastGood {
  try {
    const made = new LastGood();
    process.once("exit", () => made.remove());
    return made;
  } catch (error) {
    throw new StartError([temporaryFolderProblem(error, tmpdir())]);
  }
}
