import { createRequire } from "node:module";
import { log } from "@livekit/agents";
import type { NoiseCancellationOptions } from "@livekit/rtc-node";
import { isLiveKitCloud } from "../contract/cloud.js";

const PACKAGE = "@livekit/noise-cancellation-node";

/**
 * Checks that noise cancellation is available. Calls load the package only when they need it.
 *
 * @param livekitUrl the worker's LiveKit project, if known
 * @throws Error naming what is missing
 */
export function requireNoiseCancellation(livekitUrl: string | undefined): void {
  if (livekitUrl !== undefined && !isLiveKitCloud(livekitUrl))
    throw new Error(
      "requires LiveKit Cloud: a self-hosted livekit-server refuses the audio filter; set it to false, or leave it out",
    );
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    throw new Error(`needs the package ${PACKAGE}; run npm install ${PACKAGE} where the worker is installed`);
  }
}

/** LiveKit's noise filter for telephony; undefined if it cannot be loaded. */
export async function telephoneFilter(): Promise<NoiseCancellationOptions | undefined> {
  try {
    // Not a dependency of this package, because it is 99 MB of native code.
    const { TelephonyBackgroundVoiceCancellation } = (await import(PACKAGE)) as {
      TelephonyBackgroundVoiceCancellation: () => NoiseCancellationOptions;
    };
    return TelephonyBackgroundVoiceCancellation();
  } catch (error) {
    log().error({ problem: String(error) }, "Noise cancellation is not available in this call");
    return undefined;
  }
}
