import { describe, expect, it } from "vitest";
import { contractLines } from "../../stacks/operate/cli/converge/contract-text.js";
import { contractChanges } from "../../stacks/operate/cli/converge/contract-changes.js";
import { endedOn, textOf } from "./engine-events.js";

type Contract = Readonly<Record<string, unknown>>;

const persona = { systemPrompt: "You answer for Acme.", firstSpeaker: "agent", language: "en", tools: [] };
const base = {
  ...{ version: 1, agentName: "arkenos-agent", livekitUrl: "wss://acme.livekit.cloud" },
  agents: { reception: persona, "night-desk": persona },
  numbers: { "+15105550100": "reception", "+15105550101": "reception" },
};
const reception = (more: object) => ({ ...base, agents: { ...base.agents, reception: { ...persona, ...more } } });
const lines = (before: unknown, after: unknown) => contractLines(contractChanges(before, after));

describe("a change of the contract", () => {
  it.each<[string, Contract, Contract, string[]]>([
    ["nothing", base, structuredClone(base), []],
    [
      "another agent for a number",
      base,
      { ...base, numbers: { ...base.numbers, "+15105550100": "night-desk" } },
      ["~ +15105550100: reception → night-desk"],
    ],
    [
      "a number added and one removed",
      base,
      { ...base, numbers: { "+15105550100": "reception", "+15105550102": "night-desk" } },
      ["- +15105550101: reception → (no agent)", "+ +15105550102: (no agent) → night-desk"],
    ],
    [
      "an agent added and one removed",
      base,
      { ...base, agents: { reception: persona, sales: persona } },
      ["- agent night-desk: removed", "+ agent sales: added"],
    ],
    ["a default agent", base, { ...base, defaultAgent: "night-desk" }, ["+ default agent: (no agent) → night-desk"]],
    [
      "a greeting",
      reception({ greeting: "Hello there." }),
      reception({ greeting: "Good day." }),
      ["~ reception: greeting changed", "    - Hello there.", "    + Good day."],
    ],
    [
      "a removed greeting",
      reception({ greeting: "Hello there." }),
      base,
      ["~ reception: greeting removed", "    - Hello there."],
    ],
    [
      "a line of a prompt",
      reception({ systemPrompt: "One.\nTwo.\nThree.\nFour.\nFive." }),
      reception({ systemPrompt: "One.\nTwo.\n3.\nFour.\nFive." }),
      ["~ reception: systemPrompt changed", "      Two.", "    - Three.", "    + 3.", "      Four."],
    ],
    [
      "a model",
      reception({ llm: "openai/gpt-4o-mini" }),
      reception({ llm: "openai/gpt-4o" }),
      ["~ reception: llm changed", "    openai/gpt-4o-mini → openai/gpt-4o"],
    ],
    [
      "an option of a plugin",
      reception({ tts: { plugin: "elevenlabs", options: { speed: 1 } } }),
      reception({ tts: { plugin: "elevenlabs", options: { speed: 1.1 } } }),
      ["~ reception: tts changed", "    options.speed: 1 → 1.1"],
    ],
    ["a voice", base, reception({ voice: "alloy" }), ["~ reception: voice added", "    (none) → alloy"]],
    [
      "tools",
      reception({ tools: [{ type: "end_call" }, { type: "http", name: "lookup", url: "https://a" }] }),
      reception({ tools: [{ type: "dtmf" }, { type: "http", name: "lookup", url: "https://b" }] }),
      ["~ reception: tools changed", "    - end_call", "    ~ lookup", "    + dtmf"],
    ],
    [
      "the tools of one of two MCP servers",
      reception({ tools: ["a", "b"].map((host) => ({ type: "mcp", url: `https://${host}/mcp` })) }),
      reception({
        tools: ["a", "b"].map((host) => ({ type: "mcp", url: `https://${host}/mcp`, tools: [host] })).slice(0, 1),
      }),
      ["~ reception: tools changed", "    ~ mcp https://a/mcp", "    - mcp https://b/mcp"],
    ],
    [
      "a setting within a setting",
      reception({ silence: { afterSeconds: 15, say: "Are you there?", hangUpAfter: 2 } }),
      reception({ silence: { afterSeconds: 10, hangUpAfter: 2 } }),
      ["~ reception: silence changed", "    afterSeconds: 15 → 10", "    say: Are you there? → (none)"],
    ],
    [
      "a setting that is turned off",
      reception({ silence: { afterSeconds: 15, hangUpAfter: 2 } }),
      reception({ silence: false }),
      ["~ reception: silence changed", '    {"afterSeconds":15,"hangUpAfter":2} → false'],
    ],
    [
      "the receiver of call records",
      reception({ transcript: true }),
      reception({ afterCall: { url: "https://api.acme.com/end", secretEnv: "HOOK" } }),
      [
        "~ reception: transcript removed",
        "    true → (none)",
        "~ reception: afterCall added",
        '    (none) → {"url":"https://api.acme.com/end","secretEnv":"HOOK"}',
      ],
    ],
    [
      "a time zone",
      base,
      reception({ timeZone: "Europe/Zurich" }),
      ["~ reception: timeZone added", "    (none) → Europe/Zurich"],
    ],
    [
      "the name that workers register under",
      base,
      { ...base, agentName: "acme" },
      ["~ agentName changed", "    arkenos-agent → acme"],
    ],
    [
      "caller numbers",
      { ...base, outbound: { trunkId: "ST_1", fromNumbers: ["+15105550100"] } },
      { ...base, outbound: { trunkId: "ST_1", fromNumbers: [] } },
      ["~ outbound.fromNumbers changed", '    ["+15105550100"] → []'],
    ],
    ["the package's contract version", base, { ...base, version: 2 }, []],
  ])("shows %s", (_, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  it("with a long prompt shows a few lines of it, each cut to a readable length", () => {
    const long = (word: string) =>
      Array.from({ length: 200 }, (_, line) => `${word} ${line} ${"x".repeat(300)}`).join("\n");
    const shown = lines(reception({ systemPrompt: long("a") }), reception({ systemPrompt: long("b") }));
    expect(shown.length).toBeLessThan(16);
    expect(shown.at(-1)).toBe("    … 388 more lines");
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThan(120);
  });

  it("is the whole contract before the first run and after the last", () => {
    expect(lines(undefined, base)).toContain("+ +15105550100: (no agent) → reception");
    expect(lines(base, undefined)).toContain("- +15105550100: reception → (no agent)");
  });

  it.each([
    ["exports none", undefined, undefined],
    ["exports another value under that name", "hello", { numbers: 7 }],
    [
      "exports it as a secret",
      { "4dabf18193072939515e22adb298388d": "1b47" },
      { "4dabf18193072939515e22adb298388d": "x" },
    ],
    ["does not know it yet", base, "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ])("is not reported for a program that %s", (_, before, after) => {
    expect(contractChanges(before, after)).toEqual([]);
  });

  it("ignores a trunk id that only up will know", () => {
    const outbound = { trunkId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", fromNumbers: ["+15105550100"] };
    expect(contractChanges({ ...base, outbound: { ...outbound, trunkId: "ST_1" } }, { ...base, outbound })).toEqual([]);
  });
});

describe("a run that changes only the contract", () => {
  const stack = (before: Contract, after: Contract) => {
    const event = endedOn({ op: "same", type: "pulumi:pulumi:Stack", name: "acme-dev", id: "" }, {}, {});
    const metadata = event.resOutputsEvent?.metadata;
    if (metadata?.old && metadata.new) [metadata.old.outputs, metadata.new.outputs] = [before, after];
    return event;
  };
  const changed = { ...base, numbers: { ...base.numbers, "+15105550100": "night-desk" } };

  it("reports it, besides the resources that match", () => {
    const rule = { name: "Rule" };
    const events = [
      stack({ telephony: base }, { telephony: base }),
      endedOn({ op: "same", type: "pulumi-nodejs:dynamic/livekit:DispatchRule", name: "r" }, rule, rule),
      stack({ telephony: base }, { telephony: changed }),
    ];
    expect(textOf(events, "will")).toEqual([
      "~ +15105550100: reception → night-desk",
      "1 contract change; 1 unchanged.",
    ]);
  });

  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" };

  it.each([
    ["under another name", { emea: base }, { emea: changed }, "emea"],
    ["that becomes a secret", { telephony: base }, { telephony: secret }, "telephony"],
  ])("reports one %s by its name", (_, before, after, name) => {
    expect(textOf([stack(before, after)], "will")).toEqual([`~ output ${name}: changed`, "1 output change."]);
  });

  it("says that it cannot compare a secret one, and leaves out what only up will know", () => {
    const unknown = { id: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    const event = stack({ telephony: secret, id: "ST_1" }, { telephony: secret, ...unknown });
    expect(textOf([event], "will")).toEqual([
      "No changes: the stack has no resources.",
      "Note: A preview cannot tell whether secret outputs change: telephony",
    ]);
  });

  it("does not include a refresh, which compares with the clouds", () => {
    expect(textOf([stack({ telephony: base }, { telephony: changed })], "drift")).toEqual([
      "No changes: the stack has no resources.",
    ]);
  });
});
