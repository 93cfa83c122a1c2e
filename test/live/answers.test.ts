import { beforeAll, beforeEach, describe } from "vitest";
import { AskedServer } from "../emulator-tests/livekit/answers/asked-server.js";
import { describeConflicts } from "../emulator-tests/livekit/answers/conflicts.js";
import { describeListing } from "../emulator-tests/livekit/answers/listing.js";
import { describeUpdates } from "../emulator-tests/livekit/answers/updates.js";
import { describeValidation } from "../emulator-tests/livekit/answers/validation.js";
import { describeWire } from "../emulator-tests/livekit/answers/wire.js";
import { serverRelease } from "./stack/modules.js";
import { startLiveStack } from "./started-stack.js";

// The server's answers, word for word. The sandbox passes the same tests.
describe("livekit-server", () => {
  const stack = startLiveStack();
  let server: AskedServer;
  beforeAll(async () => {
    const { url, env } = stack();
    server = await AskedServer.at(serverRelease, url, env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET);
  });
  beforeEach(() => server.clear());

  for (const answers of [describeWire, describeValidation, describeUpdates, describeConflicts, describeListing]) {
    answers(() => server);
  }
});
