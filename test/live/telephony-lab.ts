import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Emulator, start } from "@arkenos/emulator";
import { AgentDispatchClient, RoomServiceClient, SipClient } from "livekit-server-sdk";
import { Workspace } from "../engine/workspace.js";
import { REPOSITORY } from "../repository.js";
import type { SipAddress } from "./caller/line.js";
import { type Calling, PhoneCall } from "./caller/phone.js";
import { deliveryOf } from "./carrier.js";
import type { LiveStack } from "./stack/live-stack.js";
import { until } from "./stack/until.js";
import type { WorkerProcess } from "./worker-process.js";

/** How long nothing may be left of a call before it counts as over. */
const QUIET_MS = 1_500;
/** What is asked again so soon is asked at once. */
const AT_ONCE_MS = 500;

/** A person who calls. */
export const CALLER = "+15105550177";

/**
 * All there is between a telephone and an agent: the real engine over the sandbox's Twilio and the real LiveKit
 * servers. What `pulumi up` makes is what calls go through.
 */
export class TelephonyLab {
  readonly stack: LiveStack;
  readonly emulator: Emulator;
  readonly workspace: Workspace;
  readonly rooms: RoomServiceClient;
  readonly sip: SipClient;
  readonly dispatches: AgentDispatchClient;
  readonly #calls: PhoneCall[] = [];
  /** When nothing was left of any call, as last seen. */
  #quiet: { readonly from: number; readonly to: number } | undefined;

  private constructor(stack: LiveStack, emulator: Emulator, workspace: Workspace) {
    const access = [stack.url, stack.env.LIVEKIT_API_KEY, stack.env.LIVEKIT_API_SECRET] as const;
    this.stack = stack;
    this.emulator = emulator;
    this.workspace = workspace;
    this.rooms = new RoomServiceClient(...access);
    this.sip = new SipClient(...access);
    this.dispatches = new AgentDispatchClient(...access);
  }

  /** Takes a stack that was started, and a Twilio account that owns these numbers. */
  static async open(stack: LiveStack, owned: readonly string[]): Promise<TelephonyLab> {
    const emulator = await start({ twilio: { owned } });
    const workspace = await Workspace.make({
      project: join(REPOSITORY, "test", "engine", "programs", "telephony"),
      modules: join(REPOSITORY, "node_modules"),
      env: { ...emulator.env, ...stack.env },
    });
    return new TelephonyLab(stack, emulator, workspace);
  }

  /** Converges this config. Calls come in at livekit-sip. */
  async up(config: Readonly<Record<string, unknown>>): Promise<void> {
    await this.workspace.configure({ sipDomain: this.stack.sipHost, ...config });
    await this.workspace.up();
  }

  /** Writes the stack's outputs, secrets masked, for a worker to read. */
  async writeOutputs(): Promise<string> {
    const file = join(this.stack.folder, "outputs.json");
    // Renamed into place, for the worker may read it at any moment.
    await writeFile(`${file}.new`, await this.workspace.succeed("stack", "output", "--json"));
    await rename(`${file}.new`, file);
    return file;
  }

  /** Calls a number, by the way that the sandbox's Twilio knows; or straight in, where it knows none. */
  async call(to: string, calling: Partial<Calling> = {}): Promise<PhoneCall> {
    this.#quiet = undefined;
    const via = calling.via ?? deliveryOf(this.emulator, to);
    const call = await PhoneCall.start({ from: CALLER, ...calling, to, via });
    this.#calls.push(call);
    return call;
  }

  /** Where livekit-sip takes calls. */
  sipAddress(transport: SipAddress["transport"]): SipAddress {
    const [host = "", port] = this.stack.sipHost.split(":");
    return { host, port: Number(port), transport };
  }

  /** Waits for the room that a caller is in. */
  async roomOf(caller: string): Promise<string> {
    return until(`a room with ${caller}`, () => this.#roomWith(`sip_${caller}`));
  }

  /**
   * Waits until nothing of any call is left: no job of the worker, and no room. It has to stay so for a while, for a job
   * may come late, and make a room again.
   * @returns how long that took, in milliseconds
   */
  async quiet(worker: WorkerProcess, forMs = 30_000): Promise<number> {
    const asked = Date.now();
    // A wait that follows at once goes on with the one before.
    let since = this.#quiet && asked - this.#quiet.to < AT_ONCE_MS ? this.#quiet.from : undefined;
    const isQuiet = async () => {
      const left = (await worker.health()).activeCalls + (await this.rooms.listRooms()).length;
      since = left === 0 ? (since ?? Date.now()) : undefined;
      return since !== undefined && Date.now() - since >= QUIET_MS;
    };
    await until("no job and no room is left", isQuiet, { forMs: forMs + QUIET_MS });
    this.#quiet = { from: since ?? asked, to: Date.now() };
    return Math.max(0, this.#quiet.from - asked);
  }

  /** Puts away every phone and every room, and waits until the worker has noticed. */
  async clear(worker?: WorkerProcess): Promise<void> {
    for (const call of this.#calls.splice(0)) call.close();
    // Rooms end by themselves, too: livekit-server answers 404, 500 or 503 about one that does so meanwhile.
    const noneIsLeft = async () => {
      const left = await this.rooms.listRooms();
      for (const { name } of left) await this.rooms.deleteRoom(name);
      return left.length === 0;
    };
    await until("no room is left", noneIsLeft);
    if (worker) await this.quiet(worker);
  }

  /** Ends all but the stack, which whoever started it ends. */
  async close(): Promise<void> {
    for (const call of this.#calls.splice(0)) call.close();
    await this.workspace.dispose();
    await this.emulator.close();
  }

  async #roomWith(identity: string): Promise<string | undefined> {
    for (const { name } of await this.rooms.listRooms()) {
      const present = await this.rooms.listParticipants(name);
      if (present.some((participant) => participant.identity === identity)) return name;
    }
    return undefined;
  }
}
