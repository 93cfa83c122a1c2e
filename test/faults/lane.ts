import { type Emulator, start } from "@arkenos/emulator";
import { makeSwitchboard } from "../engine/another-team.js";
import { objectsIn } from "../engine/objects.js";
import type { Workspace } from "../engine/workspace.js";

const WITH_APPLICATION = "+15105550100";
const MOVED = "+15105550101";
const THEIRS = "+15105550102";
const ROVING = "+15105550103";
const ON_SALE = ["+12065550200", "+12065550201", "+15105550200", "+15105550201", "+15105550202"];
/** The TwiML application of the first number, which the trunk displaces. */
const APPLICATION = "AP000000000000000000000000000000a1";

/** A stack in a starting state: its workspace and both clouds. */
export interface Base {
  readonly workspace: Workspace;
  readonly world: string;
}

/** A sandbox in which one cell is played at a time. */
export class Lane {
  readonly emulator: Emulator;
  /** Another team's objects in it. */
  readonly theirs: readonly object[];
  /** The settings of a stack here. They hold no port that a state would store, so lanes can share one. */
  readonly env: Readonly<Record<string, string>>;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    this.theirs = objectsIn(emulator);
    const { env, livekit } = emulator;
    this.env = { ...env, LIVEKIT_URL: "wss://acme.livekit.cloud", LIVEKIT_API_URL: livekit.url };
  }

  /** Starts a sandbox with another team in it. */
  static async open(): Promise<Lane> {
    const withApplication = { phoneNumber: WITH_APPLICATION, voiceApplicationSid: APPLICATION };
    const owned = [withApplication, MOVED, THEIRS, ROVING];
    const emulator = await start({ twilio: { owned, available: ON_SALE } });
    await makeSwitchboard(emulator, [MOVED, THEIRS]);
    return new Lane(emulator);
  }

  /** Copies a stack in a starting state into this sandbox. The caller disposes of the workspace. */
  async at({ workspace, world }: Base): Promise<Workspace> {
    this.emulator.load(world);
    const fork = await workspace.fork();
    fork.pointAt(this.env);
    return fork;
  }

  /** Stops it. */
  close(): Promise<void> {
    return this.emulator.close();
  }
}
