import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CommandError } from "../../stacks/operate/cli/failure/command-error.js";
import { readDesired } from "../../stacks/operate/desired/read-desired.js";
import type { State } from "../../stacks/operate/engine/state.js";
import { shownBackendUrl } from "../../stacks/operate/engine/backend-url.js";
import { lastReadIn, type PastRun, startedBy } from "../../stacks/operate/engine/past-run.js";
import type { Status } from "../../stacks/operate/cli/status/stack-status.js";
import { statusText } from "../../stacks/operate/cli/status/status-text.js";
import type { Step } from "../../stacks/operate/engine/step.js";
import type { Verdict } from "../../stacks/operate/simulate/verdict.js";

const EXAMPLE = join(import.meta.dirname, "..", "example");
const ran: PastRun = { kind: "update", result: "succeeded", endTime: "2026-11-29T15:42:08.000Z" };
const reaches = (number: string): Verdict => ({ number, calls: "reaches the worker", worker: "not probed", share: 1 });
const NOT_REQUESTED = new CommandError({
  code: "not_requested",
  message: "the check runs the Pulumi engine",
  next: "Add --refresh to run it",
});
const status: Status = {
  ...{ stack: "acme/dev", backend: "s3://acme-state", lastRun: ran, isHistoryRead: true, isInterrupted: false },
  ...{ readAt: undefined, drift: { checked: false, reason: NOT_REQUESTED }, findings: [] },
  workers: [{ name: "arkenos-agent", worker: "not probed" }],
  numbers: [{ agent: "reception", verdict: reaches("+15105550100") }],
  agents: [{ id: "reception", numbers: ["+15105550100"], isDefault: true }],
};
const text = (more: Partial<Status>) => statusText({ ...status, ...more }, false);
const tenDigits = (index: number) => `+1510555${String(index).padStart(4, "0")}`;

describe("the status of a stack", () => {
  it("fits on one screen, and shows nothing as checked that was not", () => {
    expect(text({})).toBe(`Stack     acme/dev
Backend   s3://acme-state
Last run  up succeeded, 2026-11-29 15:42 UTC, user unknown
Drift     not checked: the check runs the Pulumi engine. Add --refresh to run it
Worker    arkenos-agent: not probed; add --probe to test it

Numbers
+15105550100  reception  reaches the worker (worker: not probed)

Agents
reception  1 number, all other calls`);
  });

  it("fits on a screen with 300 numbers, each with its reason for being unreachable", () => {
    const lost = Array.from({ length: 300 }, (_, index): Status["numbers"][number] => {
      const number = tenDigits(index);
      const end = { at: "number" as const, says: `${number} is on no trunk` };
      return { agent: "reception", verdict: { number, calls: "not answered", worker: "not probed", end } };
    });
    const agents = lost.map((_, index) => ({ id: `agent-${index}`, numbers: [], isDefault: false }));
    const shown = text({ numbers: [...lost.slice(1), ...status.numbers], agents });
    expect(shown.split("\n").length).toBeLessThan(25);
    expect(shown).toContain("299 numbers: not answered\n+15105550100: reaches the worker (worker: not probed)");
    expect(shown).toContain("… and 290 more; arkenos agents list shows them");
  });

  it("reports a killed run, an unknown history and an empty one", () => {
    expect(text({ isInterrupted: true })).toContain(
      "Last run  interrupted while it was changing resources; run arkenos provision.",
    );
    expect(text({ isHistoryRead: false, lastRun: undefined })).toContain("Last run  not known: ");
    expect(text({ lastRun: undefined })).toMatch(/^Last run {2}none$/m);
  });

  it("lists the differences from the state", () => {
    const type = "pulumi-nodejs:dynamic/twilio:ElasticTrunk";
    const props = { friendlyName: "Arkenos Inbound" };
    const step = { op: "update", type, name: "trunk", props, fields: [] } as Partial<Step> as Step;
    const drifted = text({ drift: { checked: true, changes: [step] } });
    expect(drifted).toContain("Drift     1 resource differs from the state\n");
    expect(drifted).toContain('Differences from the state\n~ Twilio  trunk "Arkenos Inbound": changed by hand\n\n');
    expect(text({ drift: { checked: true, changes: [] } })).toContain("Drift     none: both clouds match the state");
  });
});

it("the state shows that a run was killed", async () => {
  const resource = { urn: "urn:pulumi:dev::acme::t::n", type: "t" };
  const desiredOf = (pending_operations: State["pending_operations"], hasJournal = false) =>
    readDesired({
      stack: {
        ...{ name: "dev", folder: EXAMPLE },
        ...{ state: async () => ({ pending_operations }), hasJournal: async () => hasJournal },
      } as never,
      ...{ config: {} as never, held: {}, session: { account: () => undefined } as never },
    });
  expect(await desiredOf([{ type: "creating", resource }])).toMatchObject({ isInterrupted: true });
  expect(await desiredOf([], true)).toMatchObject({ isInterrupted: true });
  expect(await desiredOf([])).not.toHaveProperty("isInterrupted");
});

describe("a run in the history", () => {
  it("was started by a CI job or, without one, from a commit", () => {
    const git = { "git.head": "0123456789abcdef", "git.author": "Jane Doe", "git.dirty": "true" };
    const url = "https://ci.example/1";
    expect(startedBy({ ...ran, environment: { ...git, "ci.system": "GitHub Actions", "ci.build.url": url } })).toBe(
      `GitHub Actions (${url})`,
    );
    expect(startedBy({ ...ran, environment: git })).toBe("commit 0123456 of Jane Doe with uncommitted changes");
    expect(startedBy({ ...ran, environment: { "exec.kind": "auto.local" } })).toBeUndefined();
  });

  it("read the clouds only if it was a successful refresh", () => {
    const failed = { ...ran, kind: "refresh", result: "failed" };
    expect(lastReadIn([ran, failed])).toBeUndefined();
    const read = { ...ran, kind: "refresh", endTime: "2026-11-28T01:00:00.000Z" };
    expect(lastReadIn([ran, failed, read])?.toISOString()).toBe(read.endTime);
  });
});

it("a backend's address is shown without credentials and options", () => {
  const url = (PULUMI_BACKEND_URL: string) => shownBackendUrl("/", { PULUMI_BACKEND_URL });
  expect(url("postgres://state:p@ss@db.example/pulumi?sslmode=require")).toBe("postgres://db.example/pulumi");
  expect(url("s3://acme-state?region=eu-west-1")).toBe("s3://acme-state");
  expect(url("file://~/me@home")).toBe("file://~/me@home");
});
