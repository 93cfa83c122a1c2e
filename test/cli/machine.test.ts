import { expect, it } from "vitest";
import type { Context } from "../../stacks/operate/cli/stack/context.js";
import { machineOf } from "../../stacks/operate/cli/stack/examine-stack.js";

it("the machine reports the versions of the packages that call the clouds, and the tested ones", () => {
  const { packages } = machineOf({ io: { env: {} } } as Context);

  const version = expect.stringMatching(/^[~^]?\d+\.\d+\.\d+/);
  expect(packages).toEqual(
    ["livekit-server-sdk", "@livekit/protocol", "twilio"].map((name) => ({ name, version, range: version })),
  );
});
