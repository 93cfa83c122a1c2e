import { ENVIRONMENT, type Setting } from "../../provider/settings.js";
import { type Emulator, type Fault, type Options, start } from "../emulator/index.js";
import { emulatedContents, type CloudContents, type LiveKitBackend, livekitOf } from "./cloud-contents.js";
import { JournalInMemory } from "./journal-in-memory.js";
import { Run, type StackConfig } from "./run.js";
import type { Settings } from "./settings.js";

/** Both clouds, empty, for one test. */
export class World {
  readonly emulator: Emulator;
  readonly livekit: LiveKitBackend;
  /** What runs on this machine recorded. */
  readonly journal = new JournalInMemory();
  /** The objects in the clouds. */
  readonly contents: CloudContents;

  private constructor(emulator: Emulator, livekit: LiveKitBackend) {
    this.emulator = emulator;
    this.livekit = livekit;
    this.contents = emulatedContents(emulator, livekit);
  }

  /** Opens the clouds; LiveKit may be a real server. The caller closes them. */
  static async open(options: Options = {}, livekit?: LiveKitBackend): Promise<World> {
    const emulator = await start(options);
    return new World(emulator, livekit ?? livekitOf(emulator));
  }

  /** The settings that connect to these clouds. */
  get settings(): Settings {
    const names = Object.entries(ENVIRONMENT) as [Setting, string][];
    const emulated = Object.fromEntries(names.map(([name, variable]) => [name, this.emulator.env[variable]]));
    return { ...emulated, ...this.livekit.settings };
  }

  /** A run of the provider process, without memory of earlier runs. */
  run(settings: Settings = {}, config: StackConfig = {}): Run {
    return new Run({ ...this.settings, ...settings }, config, this.journal);
  }

  /** The operations of all calls so far. */
  get calls(): string[] {
    return [...this.emulator.livekit.calls, ...this.emulator.twilio.calls].map(({ operation }) => operation);
  }

  /** The number of calls of an operation. */
  timesCalled(operation: string): number {
    return this.calls.filter((called) => called === operation).length;
  }

  /** Makes the next call of an operation fail, in either cloud. */
  fault(operation: string, fault: Fault, times = 1): void {
    const { livekit, twilio } = this.emulator;
    (operation.includes("SIPInbound") || operation.includes("SIPOutbound") || operation.includes("SIPDispatch")
      ? livekit
      : twilio
    ).faults.next(operation, fault, times);
  }

  async close(): Promise<void> {
    await this.livekit.clear();
    await this.emulator.close();
  }
}
