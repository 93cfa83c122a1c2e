import { OWNED } from "./fixtures/owned-numbers.js";
import type { LiveKitBackend } from "./cloud-contents.js";
import { World } from "./world.js";

/** Both clouds, with an emulated LiveKit by default; the Twilio account owns a few numbers. */
export function openWorld(livekit?: LiveKitBackend): Promise<World> {
  return World.open({ twilio: { owned: OWNED } }, livekit);
}
