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

/** How long no trace of a call may be seen before it counts as over. */
const QUIET_MS = 1_500;
/** A check that follows within this time starts at once. */
const AT_ONCE_MS = 500;

/** A person who calls. */
export const CALLER = "+15105550177";

/**
 * Everything between a telephone and an agent: the real engine with the sandbox's Twilio and the real LiveKit servers.
 * Calls use the topology that `pulumi up` creates.
 */
export class TelephonyLab {
  readonly stack: LiveStack;
  readonly emulator: Emulator;
  readonly workspace: Workspace;
  readonly rooms: RoomServiceClient;
  readonly sip: SipClient;
  readonly dispatches: AgentDispatchClient;
  readonly #calls: PhoneCall[] = [];
  /** When the last check found no trace of any call. */
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

  /** Takes a running stack, and a Twilio account that owns these numbers. */
  static async open(stack: LiveStack, owned: readonly string[]): Promise<TelephonyLab> {
    const emulator = await start({ twilio: { owned } });
    const workspace = await Workspace.make({
      project: join(REPOSITORY, "test", "engine", "programs", "telephony"),
      modules: join(REPOSITORY, "node_modules"),
      env: { ...emulator.env, ...stack.env },
    });
    return new TelephonyLab(stack, emulator, workspace);
  }

  /** Deploys this config. Calls arrive at livekit-sip. */
  async up(config: Readonly<Record<string, unknown>>): Promise<void> {
    await this.workspace.configure({ sipDomain: this.stack.sipHost, ...config });
    await this.workspace.up();
  }

  /** Writes the stack's outputs, with secrets masked, for a worker to read. */
  async writeOutputs(): Promise<string> {
    const file = join(this.stack.folder, "outputs.json");
    // Renamed into place, because the worker may read it at any moment.
    await writeFile(`${file}.new`, await this.workspace.succeed("stack", "output", "--json"));
    await rename(`${file}.new`, file);
    return file;
  }

  /** Calls a number by the route that the sandbox's Twilio has for it, or directly if it has none. */
  async call(to: string, calling: Partial<Calling> = {}): Promise<PhoneCall> {
    this.#quiet = undefined;
    const via = calling.via ?? deliveryOf(this.emulator, to);
    const call = await PhoneCall.start({ from: CALLER, ...calling, to, via });
    this.#calls.push(call);
    return call;
  }

  /** Where livekit-sip accepts calls. */
  sipAddress(transport: SipAddress["transport"]): SipAddress {
    const [host = "", port] = this.stack.sipHost.split(":");
    return { host, port: Number(port), transport };
  }

  /** Waits for the room of a caller. */
  async roomOf(caller: string): Promise<string> {
    return until(`a room with ${caller}`, () => this.#roomWith(`sip_${caller}`));
  }

  /**
   * Waits until no trace of any call remains: no job on the worker, and no room. This must last for a while, because a
   * late job may create a room again. @returns how long that took, in milliseconds
   */
  async quiet(worker: WorkerProcess, forMs = 30_000): Promise<number> {
    const asked = Date.now();
    // A wait that follows at once continues the previous one.
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

  /** Closes every phone and every room, and waits until the worker has noticed. */
  async clear(worker?: WorkerProcess): Promise<void> {
    for (const call of this.#calls.splice(0)) call.close();
    // Rooms also end on their own: livekit-server then answers 404, 500 or 503.
    const noneIsLeft = async () => {
      const left = await this.rooms.listRooms();
      for (const { name } of left) await this.rooms.deleteRoom(name);
      return left.length === 0;
    };
    await until("no room is left", noneIsLeft);
    if (worker) await this.quiet(worker);
  }

  /** Stops everything but the stack, which belongs to the caller. */
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
