import { OWNED } from "./fixtures/owned-numbers.js";
import type { LiveKitBackend } from "./holdings.js";
import { World } from "./world.js";

/** Both clouds, LiveKit emulated unless a real one is given; the Twilio account owns a number or two. */
export function openWorld(livekit?: LiveKitBackend): Promise<World> {
  return World.open({ twilio: { owned: OWNED } }, livekit);
}
