import { type Emulator, start } from "@arkenos/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSwitchboard } from "./another-team.js";
import { makeWorkspace, longTimeout } from "./telephony-stack.js";
import type { Workspace } from "./workspace.js";

const PASSWORD = "a-Password-of-the-desk-1";

describe("a program that looks up another team's objects", longTimeout, () => {
  let emulator: Emulator;
  let workspace: Workspace;
  beforeAll(async () => {
    emulator = await start();
    await makeSwitchboard(emulator, []);
    workspace = await makeWorkspace("lookup", emulator);
  });
  afterAll(async () => {
    await workspace?.dispose();
    await emulator?.close();
  });

  it("gets their outputs and changes nothing", async () => {
    const { inboundTrunks } = emulator.livekit.store;
    for (const { sipTrunkId } of inboundTrunks.all())
      inboundTrunks.patch(sipTrunkId, { authUsername: "desk", authPassword: PASSWORD });
    const [inbound] = inboundTrunks.all();
    const [elastic] = emulator.twilio.store.trunks.all();
    workspace.pointAt({ INBOUND_TRUNK: inbound?.sipTrunkId ?? "", ELASTIC_TRUNK: elastic?.sid ?? "" });
    await workspace.up();
    expect(await workspace.outputs()).toMatchObject({
      ...{ trunkId: inbound?.sipTrunkId, name: "Switchboard", numbers: inbound?.numbers, authPassword: "[secret]" },
      ...{ trunkSid: elastic?.sid, terminationDomain: elastic?.domainName ?? "", secure: false },
      ...{ areInboundTrunks: [true, false, false], isOutboundTrunk: false },
    });
    await workspace.refresh();
    expect(await workspace.state()).not.toContain(PASSWORD);
    await workspace.up("--expect-no-changes");
    await workspace.destroy();
    expect(inboundTrunks.all()).toEqual([inbound]);
    expect(emulator.twilio.store.trunks.all()).toEqual([elastic]);
  });
});
