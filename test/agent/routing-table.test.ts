import { mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadRouting, RoutingError, RoutingTable, routingSource } from "../../agent/routing/routing.js";
import { contract } from "./fakes/personas.js";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arkenos-routing-"));
  file = join(folder, "outputs.json");
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(outputs: unknown, at = file): void {
  writeFileSync(at, typeof outputs === "string" ? outputs : JSON.stringify(outputs));
}

const moved = contract({ numbers: { "+15105550100": "night" } });

describe("loading", () => {
  it("reads the outputs of a stack that an older package deployed", () => {
    write({ telephony: contract({ version: 1 }) });
    expect(loadRouting({ file })).toEqual(contract({ version: 1 }));
  });

  it.each([
    ["the whole document of outputs", { sipDomain: "acme.sip.livekit.cloud", telephony: contract() }],
    ["the one output", contract()],
    ["a file that PowerShell wrote", `\uFEFF${JSON.stringify(contract())}`],
  ])("reads %s", (_, outputs) => {
    write(outputs);
    expect(loadRouting(routingSource({ ARKENOS_STACK_OUTPUTS: file }))).toEqual(contract());
  });

  it("reads the JSON text itself", () => {
    expect(
      loadRouting(routingSource({ ARKENOS_STACK_OUTPUTS_JSON: JSON.stringify({ telephony: contract() }) })),
    ).toEqual(contract());
  });

  it.each<[string, unknown, RegExp]>([
    ["an output with its secrets hidden", { telephony: "[secret]" }, /hides the output telephony.*--show-secrets/],
    ["a document with its secrets hidden", '"[secret]"', /--show-secrets/],
    [
      "a newer contract",
      { telephony: { version: 3, somethingNew: true } },
      /version of its telephony is 3, and this package reads 1 and 2: the stack is newer.*upgrade the worker's @arkenos\/agent/,
    ],
    ["a newer contract alone", { version: 99 }, /is 99, and this package reads 1 and 2/],
    ["a stack that was never deployed", {}, /has no output telephony/],
    ["another stack's outputs", { bucket: "b" }, /has no output telephony/],
    ["an array", [contract()], /has no output telephony/],
    ["null", null, /has no output telephony/],
    ["a number", 7, /has no output telephony/],
    ["an output that is null", { telephony: null }, /has no output telephony/],
    ["an output that is text", { telephony: "{}" }, /has no output telephony/],
    [
      "a truncated file",
      '{"telephony":{"version":1,',
      /is not JSON; write the output of `pulumi stack output --json` into it/,
    ],
    ["an empty file", "", /is not JSON/],
    ["a version of text", { telephony: { ...contract(), version: "1" } }, /version/],
    ["no version", { telephony: { ...contract(), version: undefined } }, /version/],
    ["an unknown key", { telephony: { ...contract(), blocked: ["+15105550100"] } }, /blocked/],
    ["a national number", { telephony: contract({ numbers: { "5105550100": "night" } }) }, /5105550100.*/],
    [
      "a number of an unknown agent",
      { telephony: contract({ numbers: { "+15105550100": "nobody" } }) },
      /there is no agent "nobody"/,
    ],
    [
      "a number of an agent named like a property of every object",
      { telephony: contract({ numbers: { "+15105550100": "toString" } }) },
      /there is no agent "toString"/,
    ],
    ["an unknown default agent", { telephony: contract({ defaultAgent: "nobody" }) }, /there is no agent "nobody"/],
    [
      "a persona without a prompt",
      { telephony: { ...contract(), agents: { reception: {}, night: {} } } },
      /agents\.reception\.systemPrompt/,
    ],
  ])("refuses %s with a remedy", (_, outputs, message) => {
    write(outputs);
    expect(() => loadRouting({ file })).toThrow(RoutingError);
    expect(() => loadRouting({ file })).toThrow(message);
  });

  it("explains how to create a missing table", () => {
    expect(() => routingSource({})).toThrow(
      /There is no routing table; run `pulumi stack output --json > outputs.json` and set ARKENOS_STACK_OUTPUTS/,
    );
    expect(() => loadRouting({ file })).toThrow(/outputs.json does not exist; run `pulumi stack output --json/);
    expect(() => loadRouting({ file: folder })).toThrow(/cannot be read \(EISDIR\)/);
  });

  it("names a broken table's first twenty problems", () => {
    write(
      contract({
        numbers: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`+1510555${1000 + index}`, "nobody"])),
      }),
    );
    expect(() => loadRouting({ file })).toThrow(/and 480 more/);
  });
});

describe("a table that changes", () => {
  it("is read again, but only when it changed", () => {
    write(contract());
    const table = new RoutingTable({ file });
    const first = table.read();
    expect([first.changed, first.routes.numbers.get("+15105550100")]).toEqual([true, "reception"]);
    expect(table.read()).toMatchObject({ changed: false, routes: first.routes });
    write(moved);
    expect(table.read().routes.numbers.get("+15105550100")).toBe("night");
  });

  it("is detected when another file of the same size and time replaces it", () => {
    write(contract());
    const time = new Date(1_700_000_000_000);
    utimesSync(file, time, time);
    const table = new RoutingTable({ file });
    table.read();
    const swapped = JSON.stringify(contract()).replaceAll(`"reception"`, `"nightdesk"`);
    write(swapped, `${file}.2`);
    utimesSync(`${file}.2`, time, time);
    renameSync(`${file}.2`, file);
    expect(table.read().routes.agents.has("nightdesk")).toBe(true);
  });

  it("is detected behind a symlink, as Kubernetes mounts one", () => {
    write(contract(), join(folder, "v1"));
    write(moved, join(folder, "v2"));
    symlinkSync("v1", file);
    const table = new RoutingTable({ file });
    table.read();
    symlinkSync("v2", `${file}.new`);
    renameSync(`${file}.new`, file);
    expect(table.read().routes.numbers.get("+15105550100")).toBe("night");
  });

  it.each([
    ["half written", '{"telephony":{"vers'],
    ["hidden", { telephony: "[secret]" }],
    ["newer", { telephony: { version: 2 } }],
    ["emptied", ""],
  ])("keeps the last good version while it is %s, logs it, and recovers", (_, broken) => {
    write(contract());
    const table = new RoutingTable({ file });
    table.read();
    write(broken);
    expect(table.read()).toMatchObject({
      changed: true,
      problem: { message: expect.stringContaining("outputs.json") },
    });
    expect(table.read()).toMatchObject({
      changed: false,
      problem: { message: expect.stringContaining("outputs.json") },
    });
    expect(table.read().routes.numbers.get("+15105550100")).toBe("reception");
    write(moved);
    const mended = table.read();
    expect(mended.problem).toBeUndefined();
    expect(mended.routes.numbers.get("+15105550100")).toBe("night");
  });

  it("keeps the last good version while the file is missing", () => {
    write(contract());
    const table = new RoutingTable({ file });
    table.read();
    rmSync(file);
    expect(table.read()).toMatchObject({
      problem: { detail: { code: "unreadable_routing_table", message: `${file} does not exist` } },
    });
  });

  it("fails if there never was a good version", () => {
    write("{");
    const table = new RoutingTable({ file });
    expect(() => table.read()).toThrow(RoutingError);
    expect(() => table.read()).toThrow(/is not JSON/);
    write(contract());
    expect(table.read().problem).toBeUndefined();
  });

  it("keeps the last good version for processes that start while the file is broken", () => {
    const kept = join(folder, "kept.json");
    write(contract());
    new RoutingTable({ file }).keep(kept);
    write("{");
    const late = new RoutingTable({ file }, kept).read();
    expect(late.routes.numbers.get("+15105550100")).toBe("reception");
    expect(late.problem?.detail.code).toBe("routing_table_not_json");
  });

  it("a table given as text never changes", () => {
    const table = new RoutingTable({ text: JSON.stringify(contract()) });
    expect(table.read().changed).toBe(true);
    expect(table.read().changed).toBe(false);
  });
});
