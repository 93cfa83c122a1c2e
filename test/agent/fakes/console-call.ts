import { join } from "node:path";
import type { Persona } from "@arkenos/agent/persona";
import { ConsoleBroker } from "./console-broker.js";
import { contract, persona } from "./personas.js";
import { WorkerProcess } from "./worker-process.js";

/** A call without a phone: a worker in console mode, and a caller at its other end. */
export class ConsoleCall {
  readonly broker = new ConsoleBroker();
  #worker: WorkerProcess | undefined;

  /** Starts the worker with a persona that answers. */
  async begin(changes: Partial<Persona>, env: Record<string, string> = {}): Promise<void> {
    const agents = { answering: persona(changes) };
    this.#worker = new WorkerProcess(["console", "--connect-addr", await this.broker.listen()], {
      ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify(contract({ agents, numbers: {} })),
      ARKENOS_AGENT_ID: "answering",
      ARKENOS_PLUGIN_PATH: join(import.meta.dirname, "../../dist/agent/fakes"),
      ...env,
    });
  }

  /** The worker's log. */
  get output(): string {
    return this.#worker?.output ?? "";
  }

  close(): void {
    // It does not end on SIGTERM in this mode.
    this.#worker?.kill();
    this.broker.close();
  }
}
