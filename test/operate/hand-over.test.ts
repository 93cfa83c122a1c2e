import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { agents, answering, makeWorkspace, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import type { Workspace } from "../engine/workspace.js";

const NUMBER = "+15105550100";

let stack: TelephonyStack;
let heir: Workspace;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
  await stack.workspace.configure(answering({ [NUMBER]: {} }));
  await stack.workspace.up();
  heir = await makeWorkspace("telephony", stack.emulator, "heir");
  await heir.configure({ sipDomain: "acme.sip.livekit.cloud", agents });
});
afterAll(async () => {
  await heir?.dispose();
  await stack?.dispose();
});

describe("a topology with another stack's marker", longTimeout, () => {
  const here = () => ({ cwd: heir.folder, env: heir.env });
  const flags = () => {
    const { livekit, twilio } = stack.emulator;
    const { inboundTrunks, outboundTrunks, dispatchRules } = livekit.store;
    return [
      ...["--trunk", twilio.store.trunks.all()[0]?.sid ?? ""],
      ...["--inbound-trunk", inboundTrunks.all()[0]?.sipTrunkId ?? ""],
      ...["--outbound-trunk", outboundTrunks.all()[0]?.sipTrunkId ?? ""],
      ...["--dispatch-rule", dispatchRules.all()[0]?.sipDispatchRuleId ?? ""],
      ...["--credential-list", twilio.store.credentialLists.all()[0]?.sid ?? ""],
    ];
  };

  it("is shown with its owner, and imported only if flags name the owner", async () => {
    const { exitCode, answer } = await arkenosJson(["import", "--yes"], here());
    expect(exitCode).toBe(1);
    expect(answer.error?.problems).toContainEqual(
      expect.stringMatching(
        /^found: LiveKit inbound trunk ST_\w+ "Arkenos Inbound" of telephony\/dev\/telephony-inbound/,
      ),
    );
  });

  it("is imported with those flags, and the suggested command removes it from the other stack's state", async () => {
    const { exitCode, answer } = await arkenosJson(["import", "--yes", ...flags()], here());
    expect({ exitCode, error: answer.error }).toEqual({ exitCode: 0, error: undefined });
    const [note = ""] = (answer.notes as string[]).filter((each) => each.includes("LiveKit inbound trunk"));
    const [, urn = ""] = /run: pulumi state delete '(\S+)' --target-dependents --stack dev$/.exec(note) ?? [];
    expect(await stack.workspace.state()).toContain("telephony-inbound");
    await stack.workspace.succeed("state", "delete", urn, "--target-dependents", "--stack", "dev", "--yes");
    expect(await stack.workspace.state()).not.toContain("telephony-inbound");
  });

  it("belongs to its new stack after the next up, with the same objects", async () => {
    const before = flags();
    expect(await arkenos(["up", "--yes"], here())).toMatchObject({ exitCode: 0 });
    expect(flags()).toEqual(before);
    expect(stack.emulator.livekit.store.inboundTrunks.all()[0]?.metadata).toContain("telephony/heir/telephony-inbound");
    expect(stack.emulator.dial({ from: "+15105550177", to: NUMBER }).agents).toHaveLength(1);
    await stack.workspace.destroy();
    expect(flags()).toEqual(before);
  });
});
