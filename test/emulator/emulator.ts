import type { Cloud } from "./cloud.js";
import { type Dialled, dial } from "./dial.js";
import { throughTermination } from "./dial/termination.js";
import { type LiveKitOptions, startLiveKit } from "./livekit/livekit.js";
import type { LiveKitStore } from "./livekit/store.js";
import type { TwilioStore } from "./twilio/store.js";
import { startTwilio, type TwilioOptions } from "./twilio/twilio.js";

/** How to start the emulator; everything has a default. */
export interface Options {
  readonly livekit?: LiveKitOptions;
  readonly twilio?: TwilioOptions;
}

/** Both clouds, on loopback. */
export interface Emulator {
  readonly livekit: Cloud<LiveKitStore>;
  readonly twilio: Cloud<TwilioStore>;
  /** The environment that points SDKs, Pulumi and the worker here, credentials included. */
  readonly env: Readonly<Record<string, string>>;
  /** A call from the telephone network to one of the numbers, hop by hop. */
  dial(call: { readonly from: string; readonly to: string }): Dialled;
  /** Puts both clouds back to their seeds. */
  reset(): void;
  /** Stops both. */
  close(): Promise<void>;
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
  return {
    livekit,
    twilio,
    env: { ...livekit.env, ...twilio.env },
    dial: (call) => dial({ livekit: livekit.store, twilio: twilio.store }, call),
    reset: () => [livekit, twilio].forEach((cloud) => cloud.reset()),
    close: async () => void (await Promise.all([livekit.close(), twilio.close()])),
  };
}
