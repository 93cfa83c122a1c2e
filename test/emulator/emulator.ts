import type { Cloud } from "./cloud.js";
import { type Dialed, dial, type PhoneCall } from "./dial.js";
import { throughTermination } from "./dial/termination.js";
import { type LiveKitOptions, startLiveKit } from "./livekit/livekit.js";
import type { LiveKitSnapshot, LiveKitStore } from "./livekit/store.js";
import { parse, stringify } from "./snapshot.js";
import type { TwilioSnapshot, TwilioStore } from "./twilio/store.js";
import { startTwilio, type TwilioOptions } from "./twilio/twilio.js";

/** The emulator's options; all have defaults. */
export interface Options {
  readonly livekit?: LiveKitOptions;
  readonly twilio?: TwilioOptions;
}

/** Both clouds, on loopback. */
export interface Emulator {
  readonly livekit: Cloud<LiveKitStore>;
  readonly twilio: Cloud<TwilioStore>;
  /** The environment that points SDKs, Pulumi and the worker at the emulator, with credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** Traces a call from the telephone network to a number, step by step. */
  dial(call: PhoneCall): Dialed;
  /** Resets both clouds to their seeds. */
  reset(): void;
  /** The contents of both clouds, as JSON. */
  save(): string;
  /** Restores both clouds from saved JSON; calls and faults are cleared. */
  load(saved: string): void;
  /** Stops both. */
  close(): Promise<void>;
}

interface Saved {
  readonly livekit: LiveKitSnapshot;
  readonly twilio: TwilioSnapshot;
}

/**
 * Starts Twilio and LiveKit on loopback.
 *
 * @example
 * const emulator = await start({ twilio: { owned: ["+15105550100"] } });
 * process.env.LIVEKIT_URL = emulator.env.LIVEKIT_URL;
 */
export async function start(options: Options = {}): Promise<Emulator> {
  const livekit = await startLiveKit(options.livekit);
  const twilio = await startTwilio(options.twilio);
  livekit.store.carrier = (call) => throughTermination(twilio.store, call);
  const reset = () => [livekit, twilio].forEach((cloud) => cloud.reset());
  return {
    livekit,
    twilio,
    env: { ...livekit.env, ...twilio.env },
    dial: (call) => dial({ livekit: livekit.store, twilio: twilio.store }, call),
    reset,
    save: () => stringify({ livekit: livekit.store.snapshot(), twilio: twilio.store.snapshot() } satisfies Saved),
    load: (saved) => {
      const held = parse(saved) as Saved;
      reset();
      livekit.store.restore(held.livekit);
      twilio.store.restore(held.twilio);
    },
    close: async () => void (await Promise.all([livekit.close(), twilio.close()])),
  };
}
