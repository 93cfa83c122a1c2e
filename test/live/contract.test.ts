import { describe } from "vitest";
import { describeLife } from "../provider/contract/life.js";
import { OWNED } from "../provider/fixtures/owned-numbers.js";
import { World } from "../provider/world.js";
import { backendOf } from "./livekit-backend.js";
import { startLiveStack } from "./started-stack.js";

// The same suite as on the sandbox, unchanged; only LiveKit's answers come from livekit-server.
describe("on livekit-server", () => {
  const stack = startLiveStack();
  describeLife(["InboundTrunk", "OutboundTrunk", "DispatchRule"], () =>
    World.open({ twilio: { owned: OWNED } }, backendOf(stack())),
  );
});
