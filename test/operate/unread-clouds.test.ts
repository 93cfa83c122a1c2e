import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE } from "../../stacks/doctor/catalogue.js";
import type { Need } from "../../stacks/doctor/check.js";
import type { Judgement } from "../../stacks/doctor/judge.js";
import type { Step } from "../../stacks/doctor/pipeline-steps.js";
import type { GraphNode } from "../../stacks/graph/topology-graph.js";
import { foreseenIn } from "../../stacks/pipeline/foreseen.js";
import { gateOf } from "../../stacks/pipeline/gate.js";
import { previewMessage } from "../../stacks/pipeline/message.js";
import type { Verdict } from "../../stacks/simulate/verdict.js";
import { arkenosJson } from "../cli/terminal.js";
import { loseState } from "../engine/lost-state.js";
import { answering, patience, TelephonyStack } from "../engine/telephony-stack.js";

const NUMBER = "+15105550100";
const CALLER = "+15555550199";
const HOST = "acme.sip.livekit.cloud";
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";

/** Every command that reads, and what each looks at beside the config. */
const COMMANDS = {
  doctor: ["doctor"],
  oneCheck: ["doctor", "--only", "dial-simulation"],
  simulate: ["simulate", CALLER, NUMBER],
  workerDown: ["simulate", CALLER, NUMBER, "--worker-down"],
  lookup: ["lookup", NUMBER],
  pipeline: ["test-pipeline", NUMBER],
  list: ["numbers", "list"],
  graph: ["graph"],
  preview: ["preview"],
} as const;
type Command = keyof typeof COMMANDS;
type Ran = Awaited<ReturnType<typeof arkenosJson>>;

type Cloud = "Twilio" | "LiveKit";
/** What only a cloud that was read can tell: checks, steps of a number's way, and cards of the picture. */
const ONLY_FROM: Readonly<Record<Cloud, { needs: readonly Need[]; steps: readonly string[]; cards: RegExp }>> = {
  Twilio: {
    needs: ["twilio", "callerIds", "geo", "alerts", "calls", "forSale"],
    steps: ["Twilio", "number", "association", "origination"],
    cards: /^(numbers|elastic-trunk|origination-url|credential-list|ip-access-control-list)$/,
  },
  LiveKit: {
    needs: ["livekit"],
    steps: ["LiveKit", "inbound trunk", "dispatch rule"],
    cards: /^(inbound-trunk|outbound-trunk|dispatch-rule)$/,
  },
};

let stack: TelephonyStack;
beforeAll(async () => {
  stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
  stack.emulator.livekit.store.sipHost = HOST;
  await stack.workspace.configure({ ...answering({ [NUMBER]: {} }), sipDomain: HOST });
}, patience.timeout);
afterAll(() => stack?.dispose());

/** Runs every command at once: most of the time they wait for a cloud that does not answer. */
async function readAll(env: Readonly<Record<string, string>> = {}): Promise<Record<Command, Ran>> {
  const here = { cwd: stack.workspace.folder, env: { ...stack.workspace.env, ...env } };
  const ran = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, argv]) => [name, await arkenosJson(argv, here)] as const),
  );
  return Object.fromEntries(ran) as Record<Command, Ran>;
}

/** The one verdict that every command and the pull request's comment show. @throws if two of them differ */
function verdictIn({ doctor, oneCheck, simulate, lookup, pipeline, list, graph, preview }: Record<Command, Ran>) {
  const ofNumber = (all: unknown) => (all as readonly Verdict[]).find(({ number }) => number === NUMBER);
  const [listed] = list.answer.numbers as readonly { verdict: Verdict }[];
  const [verdict, ...others] = [
    ...[doctor, oneCheck, ...(graph.exitCode === 1 ? [] : [graph])].map(({ answer }) => ofNumber(answer.verdicts)),
    ...[simulate, lookup, pipeline].map(({ answer }) => answer.verdict as Verdict),
    listed?.verdict,
  ];
  for (const other of others) expect(other).toEqual(verdict);
  const comment = previewMessage("dev", foreseenIn(preview.stdout), gateOf(doctor.stdout));
  const plain = comment.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  expect(plain).toContain((verdict as Verdict & { text: string }).text);
  return verdict;
}

const exitCodesOf = (ran: Record<Command, Ran>) =>
  Object.fromEntries(Object.entries(ran).map(([name, { exitCode }]) => [name, exitCode]));

/** Nothing that only these clouds can tell is shown as well by any command. */
function expectNothingWell({ doctor, pipeline, graph }: Record<Command, Ran>, unread: readonly Cloud[]): void {
  for (const cloud of unread) {
    const { needs, steps, cards } = ONLY_FROM[cloud];
    const passed = doctor.answer.passed as Judgement["passed"];
    const unlooked = CATALOGUE.filter((check) =>
      [...check.needs, check.clearedBy].some((need) => need !== undefined && needs.includes(need)),
    );
    expect(unlooked.filter(({ id }) => passed.includes(id)).map(({ id }) => id)).toEqual([]);
    const ways = (pipeline.answer.steps as readonly Step[]).filter(({ step }) => steps.includes(step));
    expect(ways.filter(({ ok, says }) => ok || says !== "not read")).toEqual([]);
    const nodes = ((graph.answer.nodes ?? []) as readonly GraphNode[]).filter(({ kind }) => cards.test(kind));
    expect(nodes.filter(({ presence, health }) => presence !== "unseen" || health === "ok")).toEqual([]);
    expect(doctor.answer.findings).toContainEqual(
      expect.objectContaining({
        severity: "error",
        id: expect.stringMatching(new RegExp(`^${cloud}-`, "i")) as string,
      }),
    );
  }
}

/** One or both clouds cannot be read: every command says so, and which. */
async function expectNotChecked(
  unread: readonly Cloud[],
  because: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const ran = await readAll(env);
  expect(verdictIn(ran)).toEqual({
    ...{ number: NUMBER, calls: "not checked", worker: "not probed" },
    because: expect.stringMatching(because) as string,
    text: expect.stringMatching(/^not checked: /) as string,
  });
  expect(exitCodesOf(ran)).toEqual({
    ...{ doctor: 3, oneCheck: 3, simulate: 3, lookup: 3, pipeline: 3, workerDown: 1 },
    ...{ list: unread.includes("Twilio") ? 3 : 0, graph: unread.length === 2 ? 1 : 0, preview: 0 },
  });
  expectNothingWell(ran, unread);
  expect(ran.pipeline.answer.through).toBe(false);
  expect(ran.preview.answer.readAt).toBeNull();
  for (const { stdout } of Object.values(ran)) expect(stdout).not.toMatch(/reaches the worker|(?<!not )answered: /);
}

/** Both clouds can be read: every command says what the calls do. */
async function expectRead(calls: Verdict["calls"]): Promise<void> {
  const { agents } = stack.emulator.dial({ from: CALLER, to: NUMBER });
  expect(agents.length > 0).toBe(calls === "reaches the worker");
  const ran = await readAll();
  expect(verdictIn(ran)).toMatchObject({ number: NUMBER, calls, worker: "not probed" });
  const judging = calls === "reaches the worker" ? 0 : 3;
  expect(exitCodesOf(ran)).toMatchObject({ simulate: judging, lookup: judging, pipeline: judging, list: 0, graph: 0 });
}

const cloudDown: readonly [string, readonly Cloud[], Readonly<Record<string, string>>, RegExp][] = [
  ["Twilio is unreachable", ["Twilio"], { TWILIO_API_URL: NOWHERE }, /^Twilio was not read: .*ECONNREFUSED/],
  ["LiveKit is unreachable", ["LiveKit"], { LIVEKIT_API_URL: NOWHERE }, /^LiveKit was not read: .*ECONNREFUSED/],
  [
    "both are unreachable",
    ["Twilio", "LiveKit"],
    { TWILIO_API_URL: NOWHERE, LIVEKIT_API_URL: NOWHERE },
    /^Twilio was not read: .*ECONNREFUSED/,
  ],
  ["Twilio refuses the token", ["Twilio"], { TWILIO_AUTH_TOKEN: "0".repeat(32) }, /^Twilio was not read: .*20003/],
  ["LiveKit refuses the key", ["LiveKit"], { LIVEKIT_API_SECRET: "wrong".repeat(8) }, /^LiveKit was not read: .*401/],
];

/** A list that cannot be read, and the status of every try. */
const listDown: readonly [string, Cloud, 500 | 503][] = [
  ["ListSIPDispatchRule", "LiveKit", 500],
  ["ListOriginationUrl", "Twilio", 503],
];

describe("every command gives one verdict, and calls nothing healthy that it did not see", patience, () => {
  it("before the first up", () => expectRead("not answered"));

  it("before the first up, when Twilio is unreachable", async () => {
    const ran = await readAll({ TWILIO_API_URL: NOWHERE });
    expect(verdictIn(ran)).toMatchObject({ calls: "not checked", worker: "not probed" });
    expectNothingWell(ran, ["Twilio"]);
  });

  it("after it", async () => {
    await stack.workspace.up();
    await expectRead("reaches the worker");
  });

  it.each(cloudDown)("when %s", (_, unread, env, because) => expectNotChecked(unread, because, env));

  it.each(listDown)("when %s of %s answers %i", async (operation, cloud, status) => {
    const { faults } = stack.emulator[cloud === "Twilio" ? "twilio" : "livekit"];
    faults.next(operation, { kind: "refuse", status }, 1000);
    await expectNotChecked([cloud], new RegExp(`^${cloud} was not read: .*${status}`));
    faults.clear();
  });

  it("after the state is lost", async () => {
    await loseState(stack.workspace);
    await expectRead("reaches the worker");
  });

  it("after the state is lost, when LiveKit is unreachable", async () => {
    const ran = await readAll({ LIVEKIT_API_URL: NOWHERE });
    expect(verdictIn(ran)).toMatchObject({ calls: "not checked", worker: "not probed" });
    expectNothingWell(ran, ["LiveKit"]);
  });
});
