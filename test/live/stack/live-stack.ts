import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findParts } from "./find.js";
import { API_KEY, API_SECRET, startLiveKitServer } from "./livekit-server.js";
import { startLiveKitSip } from "./livekit-sip.js";
import { parts } from "./parts.js";
import { startRedis } from "./redis-server.js";
import type { Service } from "./service.js";
import type { Say } from "./source.js";

/** The options of the live stack. */
export interface LiveStackOptions {
  /** Receives the log of the search for the parts. */
  readonly say?: Say;
}

/** The real servers, on free ports and in a temporary folder. The caller disposes of them. */
export class LiveStack {
  /** Configurations and logs. */
  readonly folder: string;
  readonly #services: Service[] = [];
  #livekit = "";
  #sip = "";

  private constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Finds or builds redis, livekit-server and livekit-sip, and starts them. @throws MissingPartsError that names the
   * missing parts
   */
  static async start({ say = () => undefined }: LiveStackOptions = {}): Promise<LiveStack> {
    const programs = await findParts(parts, say);
    const stack = new LiveStack(await mkdtemp(join(tmpdir(), "arkenos-live-")));
    try {
      const { service, address } = await startRedis(programs.redis, stack.folder);
      stack.#services.push(service);
      const server = await startLiveKitServer(programs.livekitServer, stack.folder, address);
      stack.#services.push(server.service);
      stack.#livekit = server.host;
      const servers = { redis: address, livekit: server.host };
      const bridge = await startLiveKitSip(programs.livekitSip, stack.folder, servers);
      stack.#services.push(bridge.service);
      stack.#sip = bridge.host;
    } catch (error) {
      await stack.dispose({ keep: true });
      throw new Error(`${(error as Error).message}\nLogs: ${stack.folder}`);
    }
    return stack;
  }

  /** Base URL of the server's API. */
  get url(): string {
    return `http://${this.#livekit}`;
  }

  /** Where livekit-sip accepts calls: `127.0.0.1:<port>`, over UDP and TCP. */
  get sipHost(): string {
    return this.#sip;
  }

  /** The environment that connects SDKs, Pulumi and the worker to these servers. */
  get env(): Readonly<Record<"LIVEKIT_URL" | "LIVEKIT_API_KEY" | "LIVEKIT_API_SECRET", string>> {
    return { LIVEKIT_URL: `ws://${this.#livekit}`, LIVEKIT_API_KEY: API_KEY, LIVEKIT_API_SECRET: API_SECRET };
  }

  /** Stops all servers, by pid. @param options.keep keeps configurations and logs */
  async dispose({ keep = false }: { readonly keep?: boolean } = {}): Promise<void> {
    for (const service of this.#services.reverse()) await service.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
