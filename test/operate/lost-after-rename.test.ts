import { afterAll, beforeAll, expect, it } from "vitest";
import { arkenosJson } from "../cli/terminal.js";
import { loseState } from "../engine/lost-state.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const NUMBER = "+15105550100";

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
  const { workspace } = stack;
  await workspace.configure({ ...answering({ [NUMBER]: {} }), adopt: "never" });
  await workspace.up();
  await workspace.succeed("stack", "rename", "prod");
  await workspace.up();
  await loseState(workspace);
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

it("a state that is lost after its stack was renamed: up alone recovers everything", longTimeout, async () => {
  const { trunks } = stack.emulator.twilio.store;
  const [trunk] = trunks.all();
  expect((await arkenosJson(["up", "--stack", "prod", "--yes"], here())).exitCode).toBe(0);
  expectOneOfEach();
  expect(trunks.all()[0]?.sid).toBe(trunk?.sid);
  expect(stack.emulator.dial({ from: "+15105550177", to: NUMBER }).agents).toHaveLength(1);
});

it(
  "without an outbound trunk that calls through it: up refuses, and an import recovers the trunk",
  longTimeout,
  async () => {
    await loseState(stack.workspace);
    const { outboundTrunks } = stack.emulator.livekit.store;
    for (const { sipTrunkId } of outboundTrunks.all()) outboundTrunks.delete(sipTrunkId);
    const [trunk] = stack.emulator.twilio.store.trunks.all();
    const refused = await arkenosJson(["up", "--stack", "prod", "--yes"], here());
    expect(refused.exitCode).not.toBe(0);
    expect(JSON.stringify(refused.answer.error)).toContain(trunk?.sid);
    const flags = ["--trunk", trunk?.sid ?? "", "--stack", "prod", "--yes"];
    expect(await arkenosJson(["import", ...flags], here())).toMatchObject({ exitCode: 0, answer: { imported: true } });
    const ran = await arkenosJson(["up", "--stack", "prod", "--yes"], here());
    expect(ran.answer.error).toBeUndefined();
    expect(ran.exitCode).toBe(0);
    expectOneOfEach();
    expect(stack.emulator.twilio.store.trunks.all()[0]?.sid).toBe(trunk?.sid);
  },
);

function here() {
  return { cwd: stack.workspace.folder, env: stack.workspace.env };
}

function expectOneOfEach(): void {
  const { trunks, originationUrls, credentialLists } = stack.emulator.twilio.store;
  const { inboundTrunks, outboundTrunks, dispatchRules } = stack.emulator.livekit.store;
  const kinds = [trunks, originationUrls, credentialLists, inboundTrunks, outboundTrunks, dispatchRules];
  expect(kinds.map(({ size }) => size)).toEqual([1, 1, 1, 1, 1, 1]);
}
