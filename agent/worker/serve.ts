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
import { problemText } from "../contract/problem.js";
import { readinessProblems } from "./readiness.js";
import { type RoutingSource, RoutingTable } from "../routing/routing.js";
import { redactOutput } from "./redacted-output.js";
import { serverOptions } from "./server-options.js";
import type { Settings } from "./settings.js";
import { accessProblems, portProblems, StartError, temporaryFolderProblem } from "./start-error.js";

/** Interval for checking the routing table, in milliseconds. */
const RELOAD_MS = 2_000;
/** How long a stopping worker waits until calls whose process died are hung up, in milliseconds. */
const HANG_UP_MS = 5_000;

/** The parts of a worker. */
interface Parts {
  readonly table: RoutingTable;
  readonly settings: Settings;
  readonly server: AgentServer;
  /** Loopback port of LiveKit's health endpoint. */
  readonly agentsPort: number;
  readonly agentName: string;
  readonly admission: Admission;
  readonly lastGood: LastGood;
  readonly lost: LostCalls;
}

/** The worker of a stack: accepts calls from LiveKit and runs each in a separate process. */
export class PhoneWorker {
  readonly #parts: Parts;
  readonly #processes: CallProcesses;
  readonly #heartbeat = new Heartbeat();
  #health: Server | undefined;
  #records: RecordKeeper | undefined;
  #reloadTimer: NodeJS.Timeout | undefined;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#processes = new CallProcesses(
      () => parts.server.activeJobs,
      (call) => parts.lost.end(call),
    );
  }

  /**
   * Checks that this worker can run every persona in the table, and creates the worker.
   *
   * @throws RoutingError, StartError; nothing is left behind
   */
  static async open(source: RoutingSource, settings: Settings, production: boolean): Promise<PhoneWorker> {
    const table = new RoutingTable(source);
    const { contract } = table.read().routes;
    const url = process.env["LIVEKIT_URL"] || contract.livekitUrl;
    const problems = [...accessProblems(url, process.env), ...readinessProblems(contract, process.env)];
    if (problems.length > 0) throw new StartError(problems);
    process.env["LIVEKIT_URL"] = url;
    if (!production) process.env["LIVEKIT_DEV_MODE"] = "1";

    const logLevel = settings.logLevel ?? (production ? "info" : "debug");
    if (settings.redactCallers) redactOutput();
    // Pretty-printed lines would bypass the redaction.
    initializeLogger({ pretty: !production && !settings.redactCallers, level: logLevel });
    const agentsPort = await freePort();
    const options: ServerOptions = serverOptions({
      ...{ agentName: settings.agentName ?? contract.agentName, url, agentsPort, production, logLevel, settings },
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
   * Runs until it is closed.
   *
   * @throws StartError
   */
  async run(): Promise<void> {
    process.env[LAST_GOOD] = this.#parts.lastGood.file;
    this.#parts.lastGood.take(this.#parts.table);
    const { server, settings } = this.#parts;
    this.#records = openRecords(settings.spoolPath, () => server.activeJobs.map(({ job }) => job));
    this.#records.start();
    this.#reloadTimer = setInterval(() => this.#reload(), RELOAD_MS).unref();
    const { contract, numbers } = this.#parts.table.read().routes;
    log().info(
      { agentName: this.#parts.agentName, agents: Object.keys(contract.agents), numbers: numbers.size, version },
      "Answering the stack's numbers",
    );
    this.#heartbeat.start();
    await this.#parts.server.run();
  }

  /** Accepts no new calls, and waits for the active ones. */
  async drain(): Promise<void> {
    const { drainSeconds } = this.#parts.settings;
    log().info({ activeCalls: this.#parts.admission.calls, drainSeconds }, "Draining: no new calls are accepted");
    if (!(await this.#parts.admission.close(drainSeconds * 1000)))
      log().warn({ activeCalls: this.#parts.admission.calls }, "The drain time is over; ending the remaining calls");
  }

  /** Stops the worker and ends its calls. */
  async close(): Promise<void> {
    clearInterval(this.#reloadTimer);
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
      const problems = portProblems(error, healthPort);
      throw problems.length === 0 ? error : new StartError(problems);
    }
  }

  #reload(): void {
    const { changed, problem, routes } = this.#parts.table.read();
    if (!changed) return;
    if (problem !== undefined)
      return log().error(
        { problem: problem.message, code: problem.detail.code },
        "The routing table is invalid; the last valid one is used",
      );
    this.#parts.lastGood.take(this.#parts.table);
    log().info({ numbers: routes.numbers.size, agents: routes.agents.size }, "The routing table was reloaded");
    for (const problem of readinessProblems(routes.contract, process.env))
      log().error({ problem: problemText(problem), code: problem.code }, "A persona cannot run on this worker");
    const { agentName = routes.contract.agentName } = this.#parts.settings;
    if (agentName !== this.#parts.agentName)
      log().error({ agentName }, "The stack's agentName has changed; restart the worker");
  }

  async #state() {
    this.#reload();
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
        ...(tableProblem !== undefined && { problem: tableProblem.message }),
      },
    };
  }
}

/** The copy of the last valid table, which is deleted when the process exits. */
function makeLastGood(): LastGood {
  try {
    const made = new LastGood();
    process.once("exit", () => made.remove());
    return made;
  } catch (error) {
    throw new StartError([temporaryFolderProblem(error, tmpdir())]);
  }
}
