import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { treeProblem } from "../engine/process-tree.js";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { runArkenos } from "../terminal/arkenos.js";

const [ONE, TWO] = ["+15105550100", "+15105550101"] as const;

let stack: TelephonyStack;
beforeEach(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [ONE, TWO] } });
});
afterEach(() => stack.dispose());

/** Kills the engine during a call to a cloud, whose effect comes after that, and takes the second number out. */
async function killDuring(cloud: "twilio" | "livekit", operation: string): Promise<void> {
  const { workspace, emulator } = stack;
  await workspace.configure(answering({ [ONE]: {}, [TWO]: {} }));
  const call = emulator[cloud].faults.hold(operation);
  const up = workspace.start("up", "--yes", "--skip-preview");
  await Promise.race([call.arrived, up.ended.then(({ output }) => Promise.reject(new Error(output)))]);
  await up.crash();
  call.release();
  await workspace.configure(answering({ [ONE]: {} }));
}

const arkenos = async (...words: string[]) => {
  const { folder: cwd, env } = stack.workspace;
  const { exitCode, stdout, stderr } = await runArkenos([...words, "--yes"], { cwd, env });
  expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 0 });
  return stdout;
};
const onTrunks = () =>
  stack.emulator.twilio.store.numbers.all(({ trunkSid }) => Boolean(trunkSid)).map(({ phoneNumber }) => phoneNumber);
const answered = () => stack.emulator.livekit.store.inboundTrunks.all().flatMap(({ numbers }) => numbers);

describe.skipIf(treeProblem)("a number that leaves the config after a run was killed", longTimeout, () => {
  it.each([
    ["twilio", "CreatePhoneNumber"],
    ["livekit", "UpdateSIPInboundTrunk"],
  ] as const)("is on no trunk of %s after provision, even if %s took effect", async (cloud, operation) => {
    await stack.workspace.configure(answering({ [ONE]: {} }));
    await stack.workspace.run("up", "--yes", "--skip-preview");
    await killDuring(cloud, operation);
    await arkenos("provision");
    expect([onTrunks(), answered()]).toEqual([[ONE], [ONE]]);
    expect(await arkenos("up")).toContain("No changes");
  });

  it("leaves nothing behind after the first run of a stack was killed, and destroy follows", async () => {
    await killDuring("twilio", "CreatePhoneNumber");
    await stack.workspace.run("cancel", "--yes");
    await arkenos("destroy");
    expect([onTrunks(), answered()]).toEqual([[], []]);
    expect(stack.emulator.twilio.store.trunks.all()).toEqual([]);
  });
});
