import { SipClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson, withoutProgress } from "../cli/terminal.js";
import { Console } from "../demo/console.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const OURS = "+15105550100";
const THEIRS = "+15105550101";

let stack: TelephonyStack;
let trunk: string;
let inboundTrunk: string;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [OURS, THEIRS] } });
  trunk = await new Console(stack.emulator).makeOldTrunk("Old PBX", THEIRS);
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = stack.emulator.env;
  const sip = new SipClient(stack.emulator.livekit.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  inboundTrunk = (await sip.createSipInboundTrunk("Hand-made", [THEIRS])).sipTrunkId;
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const configure = (...numbers: string[]) =>
  stack.workspace.configure({
    ...answering(Object.fromEntries(numbers.map((number) => [number, {}]))),
    adopt: { elasticTrunk: trunk, inboundTrunk },
  });

const written = () => stack.calls.filter(({ operation }) => !/^(List|Fetch|Read)/.test(operation));

describe("two trunks that are adopted by id and carry a number that the config does not list", longTimeout, () => {
  it.each(["preview", "up"])("are refused by %s before the first write, with the numbers of both", async (command) => {
    await configure(OURS);
    const before = written().length;
    const { exitCode, answer } = await arkenosJson([command, "--yes"], here());
    expect({ exitCode, problems: answer.error?.problems }).toEqual({
      exitCode: 1,
      problems: [trunk, inboundTrunk].map(
        (id) => expect.stringContaining(`${id} cannot be adopted: number ${THEIRS} depends on it`) as unknown,
      ),
    });
    expect(written()).toHaveLength(before);
    expect(await stack.workspace.state()).not.toContain("dynamic/");
  });

  it("are adopted once the config lists the number, which never leaves them", async () => {
    await configure(OURS, THEIRS);
    const preview = await arkenos(["preview"], here());
    expect({ exitCode: preview.exitCode, stderr: preview.stderr }).toEqual({ exitCode: 0, stderr: "" });
    const calls = await stack.callsOf(async () => {
      const up = await arkenos(["up", "--yes"], here());
      expect({ exitCode: up.exitCode, stderr: withoutProgress(up.stderr) }).toEqual({ exitCode: 0, stderr: "" });
    });
    const { livekit, twilio } = stack.emulator;
    const { store } = twilio;
    expect(livekit.store.inboundTrunks.all()).toMatchObject([{ sipTrunkId: inboundTrunk, numbers: [OURS, THEIRS] }]);
    expect(store.trunks.all().map(({ sid }) => sid)).toEqual([trunk]);
    expect(store.numbers.all().map(({ phoneNumber, trunkSid }) => [phoneNumber, trunkSid])).toEqual([
      [OURS, trunk],
      [THEIRS, trunk],
    ]);
    expect(calls.map(({ operation }) => operation).filter((operation) => /^Delete/.test(operation))).toEqual([]);
    expect(stack.emulator.dial({ from: "+15105550177", to: THEIRS }).agents).toHaveLength(1);
  });
});
