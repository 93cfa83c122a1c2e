import { beforeAll, beforeEach, describe } from "vitest";
import { API_KEY, API_SECRET } from "../../emulator/livekit/livekit.js";
import { AskedServer } from "./answers/asked-server.js";
import { describeConflicts } from "./answers/conflicts.js";
import { describeListing } from "./answers/listing.js";
import { describeUpdates } from "./answers/updates.js";
import { describeValidation } from "./answers/validation.js";
import { describeWire } from "./answers/wire.js";
import { startProject } from "./project.js";

const { url, store } = await startProject();

// The live tier sends the same requests to livekit-server.
describe.each(["1.13.5", "1.13.11"] as const)("the sandbox's LiveKit %s", (release) => {
  let asked: AskedServer;
  beforeAll(async () => {
    asked = await AskedServer.at(release, url, API_KEY, API_SECRET);
  });
  beforeEach(() => {
    store.release = release;
  });

  for (const answers of [describeWire, describeValidation, describeUpdates, describeConflicts, describeListing]) {
    answers(() => asked);
  }
});
