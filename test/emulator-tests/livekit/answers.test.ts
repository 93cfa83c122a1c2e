import { describe } from "vitest";
import { describeConflicts } from "./answers/conflicts.js";
import { describeListing } from "./answers/listing.js";
import { describeUpdates } from "./answers/updates.js";
import { describeValidation } from "./answers/validation.js";
import { describeWire } from "./answers/wire.js";
import { startProject } from "./project.js";

const { asked } = await startProject();

// The live tier asks livekit-server the same.
describe("the sandbox's LiveKit", () => {
  for (const answers of [describeWire, describeValidation, describeUpdates, describeConflicts, describeListing]) {
    answers(() => asked);
  }
});
