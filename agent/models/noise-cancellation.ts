import { createRequire } from "node:module";
import { log } from "@livekit/agents";
import type { NoiseCancellationOptions } from "@livekit/rtc-node";
import { isLiveKitCloud } from "../contract/cloud.js";

const PACKAGE = "@livekit/noise-cancellation-node";

/**
 * Makes sure that noise can be cancelled here; the package is loaded by the calls that need it.
 *
 * @param livekitUrl the project that the worker answers for, where it is known
 * @throws Error that says what is missing
 */
export function requireNoiseCancellation(livekitUrl: string | undefined): void {
  if (livekitUrl !== undefined && !isLiveKitCloud(livekitUrl))
    throw new Error(
      "is only on LiveKit Cloud: a livekit-server of your own refuses the audio filter; set it to false, or leave it out",
    );
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    throw new Error(`needs the package ${PACKAGE}; run npm install ${PACKAGE} where the worker is installed`);
  }
}

/** LiveKit's filter for voices on the telephone. A call goes on without one that cannot be loaded. */
export async function telephoneFilter(): Promise<NoiseCancellationOptions | undefined> {
  try {
    // Not among this package's own dependencies, for it is 99 MB of native code.
    const { TelephonyBackgroundVoiceCancellation } = (await import(PACKAGE)) as {
      TelephonyBackgroundVoiceCancellation: () => NoiseCancellationOptions;
    };
    return TelephonyBackgroundVoiceCancellation();
  } catch (error) {
    log().error({ problem: String(error) }, "Noise is not cancelled in this call");
    return undefined;
  }
}
