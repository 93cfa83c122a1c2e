import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gateOf } from "../../stacks/operate/pipeline/gate.js";
import { previewMessage } from "../../stacks/operate/pipeline/message.js";
import { arkenos, arkenosJson } from "../cli/terminal.js";
import { loseState } from "../engine/lost-state.js";
import { longTimeout, type TelephonyStack } from "../engine/telephony-stack.js";
import { CALLER, NUMBER, openStack } from "./opened-stack.js";

/** The tests' weights are small: this many draws give every share exactly. */
const DRAWS = 12;

interface ReportedVerdict {
  readonly number: string;
  readonly calls: string;
  readonly worker: string;
  readonly share?: number;
  readonly text: string;
}
interface Numbered {
  readonly number: string;
  readonly verdict?: ReportedVerdict;
}

/** What really happens to calls to a number, from many of them. */
function truth({ emulator }: TelephonyStack, to: string, agentName: string) {
  const reached = Array.from({ length: DRAWS }, (_, i) =>
    emulator.dial({ from: CALLER, to, draw: (i + 0.5) / DRAWS }),
  ).filter(({ agents }) => agents.some((agent) => agent.agentName === agentName)).length;
  const calls = reached === DRAWS ? "reaches the worker" : reached > 0 ? "a share of its calls" : "not answered";
  return { number: to, calls, worker: "not probed", share: expect.closeTo(reached / DRAWS) as number };
}

/** What each of the seven places reports for a number, and the exit codes of those that check. */
async function reportedOn(stack: TelephonyStack, number: string) {
  const here = { cwd: stack.workspace.folder, env: stack.workspace.env };
  const [doctor, dial, lookup, pipeline, list, graph, { stdout: picture }, { stdout: summary }] = await Promise.all([
    arkenosJson(["doctor"], here),
    arkenosJson(["simulate", CALLER, number], here),
    arkenosJson(["lookup", number], here),
    arkenosJson(["test-route", number], here),
    arkenosJson(["numbers", "list"], here),
    arkenosJson(["graph"], here),
    arkenos(["graph"], here),
    arkenos(["doctor"], here),
  ]);
  const of = (all: unknown) => (all as ReportedVerdict[]).find((one) => one.number === number);
  const verdicts = {
    doctor: of(doctor.answer.verdicts),
    dial: dial.answer.verdict,
    lookup: lookup.answer.verdict,
    pipeline: pipeline.answer.verdict,
    list: (list.answer.numbers as Numbered[]).find((one) => one.number === number)?.verdict,
    graph: of(graph.answer.verdicts),
  };
  const comment = previewMessage("dev", { change: "" }, gateOf(doctor.stdout));
  const plain = comment.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const exitCodes = [doctor, dial, lookup, pipeline].map(({ exitCode }) => exitCode);
  return { verdicts, plain, picture, summary, exitCodes };
}

async function expectTruth(stack: TelephonyStack, number = NUMBER, agentName = "arkenos-agent") {
  const real = truth(stack, number, agentName);
  const { verdicts, plain, picture, summary, exitCodes } = await reportedOn(stack, number);
  for (const [place, verdict] of Object.entries(verdicts)) expect({ place, verdict }).toMatchObject({ verdict: real });
  const text = (verdicts.doctor as ReportedVerdict).text;
  for (const verdict of Object.values(verdicts)) expect((verdict as ReportedVerdict).text).toBe(text);
  expect(plain).toContain(text);
  expect(summary.split("\n").find((line) => line.endsWith(`: ${text}`))).toContain(number);
  expect(picture).toMatch(real.calls === "reaches the worker" ? /\(worker: not probed\)/ : new RegExp(real.calls));
  const isThrough = real.calls === "reaches the worker";
  expect(exitCodes).toEqual(Array<number>(4).fill(isThrough ? 0 : 3));
  expect(summary).not.toMatch(/(?<!not )answered: /);
  if (!isThrough) expect(summary).not.toContain(" 0 errors");
  return { real, summary };
}

describe("every place reports what happens to calls", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await openStack();
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const foreign = (fields: { priority: number; weight: number }) => {
    const { twilio } = stack.emulator;
    const [trunk] = twilio.store.trunks.all();
    const [own] = twilio.store.originationUrls.all();
    if (!trunk || !own) throw new Error("the stack has no trunk");
    twilio.store.originationUrls.insert({
      ...{ ...own, sid: `OU${"f".repeat(32)}`, trunkSid: trunk.sid, friendlyName: "Old" },
      ...{ sipUrl: "sip:old.sip.livekit.cloud;transport=tcp", enabled: true, ...fields },
    });
    return () => twilio.store.originationUrls.delete(`OU${"f".repeat(32)}`);
  };

  it("before the first up", async () => {
    const { real, summary } = await expectTruth(stack);
    expect(real.calls).toBe("not answered");
    expect(summary).toMatch(/skipped \(nothing to check\)/);
  });

  it("after the first up", async () => {
    await stack.workspace.up();
    expect((await expectTruth(stack)).real.calls).toBe("reaches the worker");
  });

  it.each([
    ["of equal weight", { priority: 1, weight: 1 }, "a share of its calls"],
    ["of twice the weight", { priority: 1, weight: 2 }, "a share of its calls"],
    ["that is only a fallback", { priority: 9, weight: 9 }, "reaches the worker"],
    ["that comes first", { priority: 0, weight: 1 }, "not answered"],
  ])("beside a foreign origination URL %s", async (_, fields, calls) => {
    const remove = foreign(fields);
    const real = truth(stack, NUMBER, "arkenos-agent");
    const { verdicts } = await reportedOn(stack, NUMBER);
    remove();
    for (const [place, verdict] of Object.entries(verdicts))
      expect({ place, verdict }).toMatchObject({ verdict: real });
    expect(real.calls).toBe(calls);
  });

  it("after a delete of the dispatch rule, and then with a lost state", async () => {
    const { dispatchRules } = stack.emulator.livekit.store;
    for (const { sipDispatchRuleId } of dispatchRules.all()) dispatchRules.delete(sipDispatchRuleId);
    expect((await expectTruth(stack)).real.calls).toBe("not answered");
    await loseState(stack.workspace);
    expect((await expectTruth(stack)).real.calls).toBe("not answered");
  });
});

describe("every place reports what happens to calls in topologies that a program creates itself", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await openStack({ owned: [NUMBER, "+15105550101"], config: {}, program: "own-topologies" });
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  it("before the first up, when no number is known", async () => {
    const { stdout } = await arkenos(["doctor"], { cwd: stack.workspace.folder, env: stack.workspace.env });
    expect(stdout).toContain("Calls were not checked");
    expect(stdout).not.toContain("0 errors");
  });

  it("after the first up, for each number, and with one rule deleted", async () => {
    await stack.workspace.up();
    await expectTruth(stack, NUMBER, "sales-agent");
    await expectTruth(stack, "+15105550101", "support-agent");
    const { dispatchRules } = stack.emulator.livekit.store;
    const [lost] = dispatchRules.all().filter(({ name }) => name.startsWith("Support"));
    dispatchRules.delete(lost?.sipDispatchRuleId ?? "");
    const here = { cwd: stack.workspace.folder, env: stack.workspace.env };
    const { exitCode, answer } = await arkenosJson(["doctor"], here);
    expect({ exitCode, verdicts: answer.verdicts }).toMatchObject({
      exitCode: 3,
      verdicts: [
        truth(stack, NUMBER, "sales-agent"),
        { ...truth(stack, "+15105550101", "support-agent"), calls: "not answered" },
      ],
    });
  });
});
