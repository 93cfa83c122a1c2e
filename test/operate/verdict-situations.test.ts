import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { agents, answering, longTimeout, type TelephonyStack } from "../engine/telephony-stack.js";
import { CALLER, HOST, NUMBER, type Opening, openStack } from "./opened-stack.js";
import { makeByHand } from "./topology-by-hand.js";

let stack: TelephonyStack;
afterEach(() => stack?.dispose());

async function begin(opening: Opening = {}): Promise<void> {
  stack = await openStack({ owned: [NUMBER, "+15105550101"], ...opening });
}

const here = () => ({ cwd: stack.workspace.folder, env: stack.workspace.env });

/** The doctor's verdict for the number, as text and as data. */
async function doctor() {
  const { exitCode, answer } = await arkenosJson(["doctor"], here());
  const { stdout: words } = await arkenos(["doctor"], here());
  const verdicts = answer.verdicts as readonly { number: string; calls: string }[];
  return { exitCode, words, calls: verdicts.map(({ number, calls }) => `${number} ${calls}`) };
}

/** The stack's calls are lost, and both the doctor and the trace of a call say so. */
async function expectNotAnswered(): Promise<void> {
  expect(stack.emulator.dial({ from: CALLER, to: NUMBER }).agents).toEqual([]);
  const { exitCode, words, calls } = await doctor();
  expect({ exitCode, calls }).toEqual({ exitCode: 3, calls: [`${NUMBER} not answered`] });
  expect(words).not.toContain(" 0 errors");
  expect(words).not.toMatch(/(?<!not )answered: /);
  expect(await arkenosJson(["simulate", CALLER, NUMBER], here())).toMatchObject({
    exitCode: 3,
    answer: { verdict: { calls: "not answered" } },
  });
}

it("before the first up, the calls are not answered", longTimeout, async () => {
  await begin();
  await expectNotAnswered();
});

it("after an up that failed partway, the calls are not answered", longTimeout, async () => {
  await begin();
  stack.emulator.livekit.faults.next("CreateSIPDispatchRule", { kind: "refuse", status: 500 }, 20);
  await stack.workspace.upFails();
  stack.emulator.livekit.faults.clear();
  await expectNotAnswered();
});

it("after a manual delete of the dispatch rule, the calls are not answered", longTimeout, async () => {
  await begin();
  await stack.workspace.up();
  const { dispatchRules } = stack.emulator.livekit.store;
  for (const { sipDispatchRuleId } of dispatchRules.all()) dispatchRules.delete(sipDispatchRuleId);
  await expectNotAnswered();
  // The state is lost too.
  await stack.workspace.succeed("stack", "rm", "dev", "--force", "--preserve-config", "--yes");
  await stack.workspace.succeed("stack", "init", "dev");
  await stack.workspace.configure(answering({ [NUMBER]: {} }));
  await expectNotAnswered();
});

it("after an import of a topology without a rule, the calls are not answered", longTimeout, async () => {
  await begin({ config: { agents } });
  await makeByHand(stack.emulator, { numbers: [NUMBER] });
  const { dispatchRules } = stack.emulator.livekit.store;
  for (const { sipDispatchRuleId } of dispatchRules.all()) dispatchRules.delete(sipDispatchRuleId);
  const imported = await arkenosJson(["import", "--yes"], here());
  expect(imported).toMatchObject({ exitCode: 0, answer: { imported: true } });
  await expectNotAnswered();
});

it("without the stack's config, the calls are not checked", longTimeout, async () => {
  await begin();
  await stack.workspace.up();
  await rm(join(stack.workspace.folder, "Pulumi.dev.yaml"));
  const { exitCode, words, calls } = await doctor();
  expect({ exitCode, calls }).toEqual({ exitCode: 3, calls: [] });
  expect(words).toContain("the config is invalid, so the desired topology is unknown");
  expect(words).toMatch(/^0 checks passed, \d+ skipped .*, 1 error, /m);
});

it("with a config that lost its numbers, the numbers of the last run are checked", longTimeout, async () => {
  await begin();
  await stack.workspace.up();
  await stack.workspace.configure({ sipDomain: HOST });
  expect((await doctor()).calls).toEqual([`${NUMBER} reaches the worker`]);
  const { dispatchRules } = stack.emulator.livekit.store;
  for (const { sipDispatchRuleId } of dispatchRules.all()) dispatchRules.delete(sipDispatchRuleId);
  await expectNotAnswered();
});

it(
  "with a program that creates its own topologies, the calls are not checked before the first up",
  longTimeout,
  async () => {
    await begin({ config: {}, program: "own-topologies" });
    const { exitCode, words, calls } = await doctor();
    expect({ exitCode, calls }).toEqual({ exitCode: 0, calls: [] });
    expect(words).toContain("Calls were not checked");
    expect(words).not.toContain("0 errors");
  },
);
