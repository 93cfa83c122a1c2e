import { SipClient } from "livekit-server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenos, arkenosJson, withoutProgress } from "../cli/terminal.js";
import { Console } from "../demo/console.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";

const OURS = "+15105550100";
const THEIRS = "+15105550101";
const NOBODYS = "+15105550199";

let stack: TelephonyStack;
let old: string;
let rival: string;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [OURS, THEIRS] } });
  old = await new Console(stack.emulator).makeOldTrunk("Old PBX", THEIRS);
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = stack.emulator.env;
  const sip = new SipClient(stack.emulator.livekit.url, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  rival = (await sip.createSipInboundTrunk("Hand-made", [OURS])).sipTrunkId;
}, longTimeout.timeout);
afterAll(() => stack?.dispose());

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });
const written = () => stack.calls.filter(({ operation }) => !operation.startsWith("List"));

describe("a run that would fail partway", longTimeout, () => {
  it.each(["preview", "up"])("is refused by %s before the first write, with every conflict", async (command) => {
    await stack.workspace.configure(answering({ [OURS]: {}, [THEIRS]: {}, [NOBODYS]: {} }));
    const before = written().length;
    const { exitCode, answer } = await arkenosJson([command, "--yes"], here());
    expect({ exitCode, message: answer.error?.message }).toEqual({
      exitCode: 1,
      message: "3 conflicts block this run",
    });
    expect(answer.error?.problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(new RegExp(`^LiveKit, inbound trunk .*${rival} "Hand-made"`)),
        expect.stringMatching(new RegExp(`${old} "Old PBX".*set move: true`)),
        expect.stringContaining(`does not own ${NOBODYS}`),
      ]),
    );
    expect(answer.error?.details?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["trunk_conflict", "number_on_other_trunk", "number_not_owned"]),
    );
    expect(written()).toHaveLength(before);
  });

  it("succeeds once each conflict is resolved, and then lists none", async () => {
    stack.emulator.livekit.store.inboundTrunks.delete(rival);
    await stack.workspace.configure(answering({ [OURS]: {}, [THEIRS]: { move: true } }));
    const up = await arkenos(["up", "--yes"], here());
    expect({ exitCode: up.exitCode, stderr: withoutProgress(up.stderr) }).toEqual({ exitCode: 0, stderr: "" });
    const calls = await stack.callsOf(async () => {
      expect((await arkenos(["preview", "--detailed-exitcode"], here())).exitCode).toBe(0);
    });
    expect(calls).toEqual([]);
  });
});
