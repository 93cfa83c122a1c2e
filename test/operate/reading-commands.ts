import { expect } from "vitest";
import { CATALOG } from "../../stacks/operate/doctor/catalog.js";
import type { Need } from "../../stacks/operate/doctor/check.js";
import type { Diagnosis } from "../../stacks/operate/doctor/diagnose.js";
import type { Step } from "../../stacks/operate/doctor/route-steps.js";
import type { GraphNode } from "../../stacks/operate/graph/topology-graph.js";
import { parsePreview } from "../../stacks/operate/pipeline/preview-result.js";
import { gateOf } from "../../stacks/operate/pipeline/gate.js";
import { previewMessage } from "../../stacks/operate/pipeline/message.js";
import type { Verdict } from "../../stacks/operate/simulate/verdict.js";
import { arkenosJson } from "../cli/terminal.js";
import type { TelephonyStack } from "../engine/telephony-stack.js";
import { CALLER, NUMBER } from "./opened-stack.js";

/** Every command that only reads, as a person types it. */
const COMMANDS = {
  doctor: ["doctor"],
  status: ["status"],
  oneCheck: ["doctor", "--only", "dial-simulation"],
  simulate: ["simulate", CALLER, NUMBER],
  workerDown: ["simulate", CALLER, NUMBER, "--worker-down"],
  lookup: ["lookup", NUMBER],
  pipeline: ["test-route", NUMBER],
  list: ["numbers", "list"],
  graph: ["graph"],
  preview: ["preview"],
} as const;
/** Each command's output. */
export type Answers = Readonly<Record<keyof typeof COMMANDS, Awaited<ReturnType<typeof arkenosJson>>>>;

/** One of the two. */
export type Cloud = "Twilio" | "LiveKit";
/** Facts that only a readable cloud can show: checks, steps of a number's route, and cards of the graph. */
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

/** Runs every command at once, because they mostly wait for a cloud that does not answer. */
export async function readAll(
  { workspace }: TelephonyStack,
  env: Readonly<Record<string, string>> = {},
): Promise<Answers> {
  const here = { cwd: workspace.folder, env: { ...workspace.env, ...env } };
  const ran = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, argv]) => [name, await arkenosJson(argv, here)] as const),
  );
  return Object.fromEntries(ran) as Answers;
}

/** The verdict that every command and the pull request's comment show. @throws if two of them differ */
export function verdictIn({ doctor, oneCheck, status, simulate, lookup, pipeline, list, graph, preview }: Answers) {
  const ofNumber = (all: unknown) => (all as readonly Verdict[]).find(({ number }) => number === NUMBER);
  const [listed] = list.answer.numbers as readonly { verdict: Verdict }[];
  const [shown] = status.answer.numbers as readonly { verdict: Verdict }[];
  const [verdict, ...others] = [
    ...[doctor, oneCheck, ...(graph.exitCode === 1 ? [] : [graph])].map(({ answer }) => ofNumber(answer.verdicts)),
    ...[simulate, lookup, pipeline].map(({ answer }) => answer.verdict as Verdict),
    listed?.verdict,
    shown?.verdict,
  ];
  for (const other of others) expect(other).toEqual(verdict);
  const comment = previewMessage("dev", parsePreview(preview.stdout), gateOf(doctor.stdout));
  const plain = comment.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  expect(plain).toContain((verdict as Verdict & { text: string }).text);
  return verdict;
}

/** The exit code of each. */
export function exitCodesOf(answers: Answers): Record<string, number> {
  return Object.fromEntries(Object.entries(answers).map(([name, { exitCode }]) => [name, exitCode]));
}

/** No command may show as healthy what only these clouds can show. */
export function expectNothingWell({ doctor, pipeline, graph }: Answers, unread: readonly Cloud[]): void {
  for (const cloud of unread) {
    const { needs, steps, cards } = ONLY_FROM[cloud];
    const passed = doctor.answer.passed as Diagnosis["passed"];
    const unlooked = CATALOG.filter((check) =>
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
