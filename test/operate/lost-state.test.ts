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
  await loseState(workspace);
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

it("preview and up recover a lost state, even with adopt: never", longTimeout, async () => {
  const here = { cwd: stack.workspace.folder, env: stack.workspace.env };
  const { trunks, originationUrls, credentialLists } = stack.emulator.twilio.store;
  const { inboundTrunks, outboundTrunks, dispatchRules } = stack.emulator.livekit.store;
  const kinds = [trunks, originationUrls, credentialLists, inboundTrunks, outboundTrunks, dispatchRules];
  const ids = () =>
    JSON.stringify(kinds.map((kind) => kind.all()).map((all) => all.map((one) => Object.values(one)[0])));
  const before = ids();
  const previewed = await arkenosJson(["preview", "--stack", "dev"], here);
  expect(previewed.answer.error).toBeUndefined();
  const ran = await arkenosJson(["up", "--stack", "dev", "--yes"], here);
  expect(ran.answer.error).toBeUndefined();
  expect(ran.exitCode).toBe(0);
  expect(kinds.map(({ size }) => size)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(ids()).toBe(before);
  expect(stack.emulator.dial({ from: "+15105550177", to: NUMBER }).agents).toHaveLength(1);
});
