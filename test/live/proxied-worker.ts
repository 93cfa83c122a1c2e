import { join } from "node:path";
import { CutProxy } from "../agent/fakes/cut-proxy.js";
import { recordGreetings } from "./personas.js";
import type { LiveStack } from "./stack/live-stack.js";
import { until } from "./stack/until.js";
import { WorkerProcess } from "./worker-process.js";

const TIMEOUT_MS = 60_000;

/** A worker whose own connection to LiveKit can be cut or stalled, without those of its calls. */
export class ProxiedWorker {
  readonly proxy: CutProxy;
  readonly worker: WorkerProcess;

  private constructor(proxy: CutProxy, worker: WorkerProcess) {
    this.proxy = proxy;
    this.worker = worker;
  }

  /** Starts it with a table, and waits until LiveKit sends it calls. */
  static async start(stack: LiveStack, outputs: string): Promise<ProxiedWorker> {
    const proxy = new CutProxy(stack.url);
    const env = { ...(await recordGreetings(join(stack.folder, "greetings"))), LIVEKIT_URL: await proxy.listen() };
    return new ProxiedWorker(proxy, await WorkerProcess.start(stack, outputs, env));
  }

  /** Waits until LiveKit sends it calls again, or stops sending them. */
  async isReady(expected: boolean): Promise<void> {
    const says = async () => (await this.worker.health()).registered === expected;
    await until(`the worker to be ${expected ? "" : "not "}ready`, says, { forMs: TIMEOUT_MS });
  }

  async close(): Promise<void> {
    await this.worker.stop();
    this.proxy.close();
  }
}
