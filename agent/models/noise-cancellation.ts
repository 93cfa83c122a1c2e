import { createRequire } from "node:module";
import { log } from "@livekit/agents";
import type { NoiseCancellationOptions } from "@livekit/rtc-node";
import { isLiveKitCloud } from "../contract/cloud.js";
import { ProblemError } from "../contract/problem.js";

const PACKAGE = "@livekit/noise-cancellation-node";

/**
 * Checks that noise cancellation is available. Calls load the package only when they need it.
 *
 * @param livekitUrl the worker's LiveKit project, if known
 * @throws ProblemError naming what is missing
 */
export function requireNoiseCancellation(livekitUrl: string | undefined): void {
  if (livekitUrl !== undefined && !isLiveKitCloud(livekitUrl))
    throw new ProblemError({
      code: "needs_livekit_cloud",
      message: "requires LiveKit Cloud: a self-hosted livekit-server refuses the audio filter",
      remedy: "set it to false, or leave it out",
    });
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
  } catch {
    throw new ProblemError({
      code: "missing_package",
      message: `needs the package ${PACKAGE}`,
      remedy: `run npm install ${PACKAGE} where the worker is installed`,
    });
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
