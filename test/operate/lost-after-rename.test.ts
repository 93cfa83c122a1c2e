import { afterAll, beforeAll, expect, it } from "vitest";
import { arkenosJson } from "../cli/terminal.js";
import { loseState } from "../engine/lost-state.js";
import { answering, patience, TelephonyStack } from "../engine/telephony-stack.js";

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
}, patience.timeout);
afterAll(() => stack?.dispose());

it(
  "a state that is lost after its stack was renamed: an import takes the trunk, and nothing is made twice",
  patience,
  async () => {
    const here = { cwd: stack.workspace.folder, env: stack.workspace.env };
    const { trunks, originationUrls, credentialLists } = stack.emulator.twilio.store;
    const { inboundTrunks, outboundTrunks, dispatchRules } = stack.emulator.livekit.store;
    const kinds = [trunks, originationUrls, credentialLists, inboundTrunks, outboundTrunks, dispatchRules];
    const [trunk] = trunks.all();
    const flags = ["--trunk", trunk?.sid ?? "", "--stack", "prod", "--yes"];
    expect(await arkenosJson(["import", ...flags], here)).toMatchObject({ exitCode: 0, answer: { imported: true } });
    const ran = await arkenosJson(["up", "--stack", "prod", "--yes"], here);
    expect(ran.answer.error).toBeUndefined();
    expect(ran.exitCode).toBe(0);
    expect(kinds.map(({ size }) => size)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(trunks.all()[0]?.sid).toBe(trunk?.sid);
    expect(stack.emulator.dial({ from: "+15105550177", to: NUMBER }).agents).toHaveLength(1);
  },
);
