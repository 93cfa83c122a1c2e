import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { expect, it } from "vitest";
import { StepLines } from "../../stacks/operate/cli/converge/step-lines.js";
import { outcomeData } from "../../stacks/operate/cli/converge/outcome-data.js";
import type { Tense } from "../../stacks/operate/cli/converge/outcome-text.js";
import { Progress } from "../../stacks/operate/cli/terminal/progress.js";
import { EventCollector } from "../../stacks/operate/engine/outcome.js";
import type { Step } from "../../stacks/operate/engine/step.js";

const TYPE = "pulumi-nodejs:dynamic/livekit:InboundTrunk";
const state = (id: string) => ({ id, inputs: { name: "Arkenos Inbound" }, outputs: {} });

/** The metadata of a step on a trunk, or on a component, which has no id. */
const metadata = (op: string, name: string, id = "ST_1") => ({
  ...{ op, urn: `urn:pulumi:dev::acme::${TYPE}::${name}`, type: TYPE, provider: "" },
  ...(op === "delete" ? { old: state(id) } : { new: state(id) }),
});
const pre = (...of: Parameters<typeof metadata>) => ({ resourcePreEvent: { metadata: metadata(...of) } });
const done = (...of: Parameters<typeof metadata>) => ({ resOutputsEvent: { metadata: metadata(...of) } });
const failed = (...of: Parameters<typeof metadata>) => ({ resOpFailedEvent: { metadata: metadata(...of) } });

/** What a run shows on standard error; each of its events comes a second after the one before. */
function shownOf(
  events: readonly object[],
  {
    width = undefined as number | undefined,
    json = false,
    env = {} as NodeJS.ProcessEnv,
    tense = "done" as Tense,
    run = undefined as ((lines: StepLines) => void) | undefined,
  } = {},
): string {
  let written = "";
  const stderr = new Writable({
    write: (chunk: Buffer, _, next) => {
      written += chunk.toString();
      next();
    },
  });
  const io = { stderr, env, isTerminal: width !== undefined, columns: 80, widths: { stderr: width } };
  const progress = new Progress({ io, json } as never, "Updating both clouds");
  let seconds = 0;
  const lines = new StepLines(progress, tense, () => seconds++ * 1000);
  run?.(lines);
  const collector = new EventCollector({ drift: tense === "drift" });
  for (const event of events as EngineEvent[]) lines.add(event, collector.add(event));
  lines.end("Updating both clouds");
  progress.end();
  return written;
}

const CREATED =
  '+ LiveKit inbound trunk "Arkenos Inbound": created  1.0 s\nUpdating both clouds: 1 resource in 3.0 s\n';

it("shows each resource when it is done, with its time, and the total", () => {
  expect(shownOf([pre("create", "one"), done("create", "one")])).toBe(CREATED);
});

it("tells a script how long the run and each resource took", () => {
  const runs: StepLines[] = [];
  shownOf([pre("create", "one"), done("create", "one"), done("same", "two")], {
    run: (lines) => void runs.push(lines),
  });
  const times = runs[0]?.times ?? expect.fail("no run");
  expect(times.run).toBeGreaterThan(0);
  const [urn] = [...times.steps.keys()];
  expect([...times.steps]).toEqual([[expect.stringContaining("one"), 1]]);
  const step = {
    urn,
    op: "create",
    type: "t",
    name: "one",
    parent: "",
    id: "ST_1",
    provider: "",
    fields: [],
    props: {},
  };
  const outcome = { steps: [step as unknown as Step], failures: [], notes: [], times };
  expect(outcomeData(outcome)).toMatchObject({ seconds: times.run, changes: [{ name: "one", seconds: 1 }] });
});

it("does not repeat the SDK's remark on an output that the stack does not have", () => {
  const collector = new EventCollector();
  const said = (message: string) =>
    collector.add({ diagnosticEvent: { severity: "info", message } } as unknown as EngineEvent);
  said("Undefined value (inboundTrunkId) will not show as a stack output.\n");
  said("A plugin is old");
  expect(collector.outcome.notes).toEqual([{ code: "engine", message: "A plugin is old" }]);
});

it("shows each resource once, and neither components nor what stays the same", () => {
  const events = [
    ...[pre("create-replacement", "one"), done("create-replacement", "one")],
    ...[pre("replace", "one"), done("replace", "one")],
    ...[done("same", "two"), done("create", "three", "")],
  ];
  const lines = shownOf(events).split("\n");
  expect(lines).toEqual([
    expect.stringMatching(/^± LiveKit inbound trunk "Arkenos Inbound": replaced {2}1\.0 s$/),
    expect.stringMatching(/^Updating both clouds: 1 resource in /),
    "",
  ]);
});

it("shows a failed resource, too", () => {
  const shown = shownOf([pre("create", "one"), failed("create", "one")]);
  expect(shown).toMatch(/^! LiveKit inbound trunk "Arkenos Inbound": failed {2}1\.0 s\n/);
});

it("shows what a refresh found", () => {
  const shown = shownOf([pre("refresh", "one"), done("delete", "one")], { tense: "drift" });
  expect(shown).toMatch(/^- LiveKit inbound trunk "Arkenos Inbound": missing {2}1\.0 s\n/);
});

it("shows nothing for a preview, without changes, and with --json", () => {
  const events = [pre("create", "one"), done("create", "one")];
  expect(shownOf(events, { tense: "will" })).toBe("");
  expect(shownOf([pre("same", "one"), done("same", "one")])).toBe("");
  expect(shownOf(events, { json: true, width: 80 })).toBe("");
});

it("keeps the lines at a terminal, above one that is overwritten and never erased first", () => {
  const shown = shownOf([pre("create", "one"), done("create", "one")], { width: 40 });
  const kept = shown.split("\n").map((line) => line.slice(line.lastIndexOf("\r") + 1));
  expect(kept.map(stripVTControlCharacters).join("\n")).toBe(
    '+ LiveKit inbound trunk "Arkenos\n  Inbound": created  1.0 s\nUpdating both clouds: 1 resource in 3.0\ns\n',
  );
  expect(shown).not.toContain("\u001b[2K");
  for (const [, line = ""] of shown.matchAll(/\r([◐◒◓◑][^\r\n]*)/g))
    expect(stripVTControlCharacters(line).length).toBeLessThan(40);
});

it.each([
  ["a dumb terminal", { TERM: "dumb" }],
  ["a CI job with a terminal", { CI: "true" }],
])("shows %s lines only, no spinner", (_, env) => {
  expect(shownOf([pre("create", "one"), done("create", "one")], { width: 100, env })).toBe(CREATED);
});
