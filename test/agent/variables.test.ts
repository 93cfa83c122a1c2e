import { EventEmitter } from "node:events";
import { initializeLogger, log } from "@livekit/agents";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { factsOf, numbersOf } from "../../agent/call/facts.js";
import type { CallContext } from "../../agent/call/live-call.js";
import { metadataVars } from "../../agent/call/metadata-vars.js";
import { expander, type Facts, LONGEST_VALUE, withVariables } from "../../agent/call/variables.js";
import { personaSchema } from "../../agent/contract/persona.js";
import { variableProblems } from "../../agent/contract/variable-problems.js";
import { referenceProblem } from "../../agent/contract/variables.js";
import { detailText } from "../../agent/contract/problem.js";
import { readinessProblems } from "../../agent/worker/readiness.js";
import { persona } from "./fakes/personas.js";

const facts: Facts = {
  callerNumber: "+15559990042",
  calledNumber: "+15105550100",
  callId: "SCL_1",
  language: "en",
  timeZone: "America/Los_Angeles",
  vars: { name: "Ada", order: { id: 17, items: ["tea", "milk"] }, vip: true, none: null, empty: "  " },
};
const noon = () => new Date("2026-11-28T20:05:00Z");
const expanded = (text: string, changes: Partial<Facts> = {}) => expander({ ...facts, ...changes }, noon)(text);

let warnings: unknown[];
beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
beforeEach(() => {
  warnings = [];
  vi.spyOn(log(), "warn").mockImplementation((...line: unknown[]) => void warnings.push(line));
});
afterEach(() => vi.restoreAllMocks());

describe("a variable", () => {
  it.each([
    ["the caller's number", "From {{caller.number}}.", "From +15559990042."],
    ["the number that was called", "To {{called.number}}.", "To +15105550100."],
    ["the call's id", "{{call.id}}", "SCL_1"],
    ["the time in the persona's time zone", "{{now}}", "Saturday, November 28, 2026 at 12:05 PM PST"],
    ["a custom value", "Hello, {{vars.name}}.", "Hello, Ada."],
    ["a value within a value", "Order {{vars.order.id}}.", "Order 17."],
    ["a truth", "{{vars.vip}}", "true"],
    ["a list, as JSON", "{{vars.order.items}}", '["tea","milk"]'],
    ["a name with spaces around it", "{{ vars.name }}", "Ada"],
    ["a value beside a default", "{{vars.name|dear caller}}", "Ada"],
    ["a default", "Hello, {{vars.title|dear caller}}.", "Hello, dear caller."],
    ["a default for what is null or blank", "{{vars.none|a}}{{vars.empty|b}}", "ab"],
    ["nothing, without a value or a default", "Hello{{vars.title}}.", "Hello."],
    ["several at once", "{{vars.name}}{{vars.name}} {{call.id}}", "AdaAda SCL_1"],
  ])("stands for %s", (_, text, said) => {
    expect(expanded(text)).toBe(said);
  });

  it.each([
    ["de-CH", "Europe/Zurich", "Samstag, 28. November 2026 um 21:05 MEZ"],
    ["en", "UTC", "Saturday, November 28, 2026 at 8:05 PM UTC"],
    ["tlh", "UTC", "Saturday, November 28, 2026 at 8:05 PM UTC"],
    ["en-12", "UTC", "Saturday, November 28, 2026 at 8:05 PM UTC"],
  ])("tells the time in the language %s and the zone %s", (language, timeZone, said) => {
    expect(expanded("{{now}}", { language, timeZone }).replaceAll("\u202f", " ")).toBe(said);
  });

  it.each(["toString", "constructor.name", "__proto__.x", "name.length"])(
    "has no inherited properties: vars.%s",
    (name) => {
      expect(expanded(`<{{vars.${name}}}>`)).toBe("<>");
    },
  );

  it("is not replaced inside a value", () => {
    expect(expanded("{{vars.name}}", { vars: { name: "{{caller.number}} {{vars.name}}" } })).toBe(
      "{{caller.number}} {{vars.name}}",
    );
  });

  it("is one line of text, whatever its value", () => {
    const name = "Ada\r\n\u0000\u001b[31m\u2028# New instructions\u0007";
    expect(expanded("<{{vars.name}}>", { vars: { name } })).toBe("<Ada [31m # New instructions>");
  });

  it("has a length limit, and ends with a whole character", () => {
    expect(expanded("{{vars.name}}", { vars: { name: "x".repeat(LONGEST_VALUE) } })).toHaveLength(LONGEST_VALUE);
    const cut = expanded("{{vars.name}}", { vars: { name: `x${"😀".repeat(LONGEST_VALUE)}` } });
    expect(cut).toBe(`x${"😀".repeat(LONGEST_VALUE / 2 - 1)}…`);
  });

  it("without a value is logged by its name, once per call", () => {
    const expand = expander(facts, noon);
    expand("{{vars.title}} {{vars.title|x}}");
    expand("{{vars.title}}");
    expect(warnings).toEqual([[{ variable: "vars.title", callId: "SCL_1" }, "A variable has no value in this call"]]);
  });

  it("that is unknown stays unchanged: a stack of version 1 may have such a text", () => {
    expect(expanded("{{customer}} {{ }} {{{x}}}")).toBe("{{customer}} {{ }} {{{x}}}");
  });
});

describe("a reference", () => {
  it.each([
    "Hello.",
    "{{caller.number}}{{called.number}}{{call.id}}{{now}}",
    "{{ vars.name | there }}",
    "{{vars.größe}} {{vars.a.b_c-d}}",
    'Answer with JSON such as {"a":{"b":1}}.',
  ])("is valid: %s", (text) => {
    expect(referenceProblem(text)).toBeUndefined();
  });

  it.each([
    ["{{caller.numbr}}", "has {{caller.numbr}}, which is not a variable; did you mean {{caller.number}}?"],
    ["{{Now}}", "did you mean {{now}}?"],
    ["{{customer_name}}", "did you mean {{vars.customer_name}}?"],
    ["{{vars.}}", "did you mean {{vars.name}}?"],
    ["{{vars.first name}}", "did you mean {{vars.name}}?"],
    ["{{}}", "did you mean {{vars.name}}?"],
    ["Hello, {{vars.name}.", "has {{ without a name and closing }}"],
    ["{{ {{vars.name}} }}", "has {{ without a name and closing }}"],
  ])("is a problem: %s", (text, problem) => {
    expect(detailText(referenceProblem(text) ?? { code: "", message: "" })).toContain(problem);
  });
});

describe("a persona's variables", () => {
  const http = {
    ...{ type: "http", name: "find", description: "Finds {{it}}.", url: "https://api.acme.com/{{vars.id}}/{{order}}" },
    headers: { "X-Caller": "{{caller.numbr}}" },
    speakWhile: "One moment, {{vars.name}}.",
  };
  const whole = personaSchema.parse({
    systemPrompt: "You talk to {{vars.name|a caller}}; it is {{now}}.",
    greeting: "Hello, {{vars.name|there}}.",
    language: "en",
    tools: [http],
  });

  it("are replaced in what the persona speaks, and nowhere else", () => {
    const { systemPrompt, greeting, ...rest } = withVariables(whole, expander(facts, noon));
    expect(systemPrompt).toBe("You talk to Ada; it is Saturday, November 28, 2026 at 12:05 PM PST.");
    expect(greeting).toBe("Hello, Ada.");
    const { systemPrompt: _, greeting: __, ...asWritten } = whole;
    expect(rest).toEqual({ ...asWritten, tools: [{ ...whole.tools[0], speakWhile: "One moment, Ada." }] });
  });

  it("are validated by the text that contains them", () => {
    const problems = variableProblems({ ...whole, greeting: "Hi {{name}}" });
    expect(problems.map(({ path }) => path.join("."))).toEqual(["greeting", "tools.0.url", "tools.0.headers.X-Caller"]);
  });

  it("stop a worker's start if the stack declared them, and not where braces were plain text", () => {
    const agents = { a: persona({ greeting: "Hi {{name}}", tts: { plugin: "./voice.js", options: {} } }) };
    const problems = (version: 1 | 2) =>
      readinessProblems({ version, agents }, {}).filter(({ code }) => code === "unknown_variable");
    expect(problems(2)).toMatchObject([{ path: ["agents", "a", "greeting"], code: "unknown_variable" }]);
    expect(problems(1)).toEqual([]);
  });
});

describe("a time zone", () => {
  it.each(["UTC", "Europe/Zurich", "America/Argentina/Buenos_Aires"])("is valid: %s", (timeZone) => {
    expect(personaSchema.parse({ systemPrompt: "x", timeZone }).timeZone).toBe(timeZone);
  });

  it.each([
    ["Europe/Zurch", '"Europe/Zurch" is not a time zone; did you mean Europe/Zurich?'],
    ["+01:00", '"+01:00" is not a time zone'],
    ["", '"" is not a time zone'],
    [1, "must be a time zone, such as Europe/Zurich"],
  ])("is refused: %s", (timeZone, problem) => {
    const { error } = personaSchema.safeParse({ systemPrompt: "x", timeZone });
    expect(error?.issues[0]).toMatchObject({ path: ["timeZone"], message: expect.stringContaining(problem) });
  });
});

describe("the facts of a call", () => {
  const caller = (attributes: Record<string, string>, direction: "inbound" | "outbound" = "inbound") => ({
    ...{ identity: "sip_1", number: attributes["sip.phoneNumber"], direction },
    participant: {
      isSip: true,
      attributes: { ...(direction === "inbound" && { "sip.ruleID": "SDR_1" }), ...attributes },
    },
  });
  const job = (metadata = "", room = "") =>
    ({
      job: { id: "AJ_1", metadata, room: { name: "call-_1", metadata: room } },
      room: Object.assign(new EventEmitter(), { metadata: "" }),
    }) as unknown as CallContext;
  const both = { "sip.phoneNumber": "+15559990042", "sip.trunkPhoneNumber": "+15105550100" };

  it("are caller and called number, in both directions", () => {
    expect(numbersOf(caller(both))).toEqual({ callerNumber: "+15559990042", calledNumber: "+15105550100" });
    expect(numbersOf(caller(both, "outbound"))).toEqual({ callerNumber: "+15105550100", calledNumber: "+15559990042" });
    expect(numbersOf(undefined)).toEqual({ callerNumber: undefined, calledNumber: undefined });
  });

  it.each(["anonymous", "Anonymous", "RESTRICTED", "unknown", "+266696687", ""])("have no caller for %j", (hidden) => {
    expect(numbersOf(caller({ ...both, "sip.phoneNumber": hidden })).callerNumber).toBeUndefined();
  });

  it("are the call's, else the job's", () => {
    expect(factsOf({ ctx: job(), caller: caller({ "sip.callID": "SCL_1" }), persona: persona() }, {}).callId).toBe(
      "SCL_1",
    );
    expect(factsOf({ ctx: job(), caller: undefined, persona: persona() }, {}).callId).toBe("AJ_1");
  });

  it("take vars from the job's metadata, before the room's", () => {
    const ctx = job('{"agentId":"a","vars":{"name":"Ada"}}', '{"vars":{"name":"Bob","city":"Bern"}}');
    expect(metadataVars(ctx)).toEqual({ name: "Ada", city: "Bern" });
    expect(warnings).toEqual([]);
  });

  it.each(["", "hello", "null", "[1]", "{}", '{"toString":1}'])(
    "have no vars in %j, without a log line",
    (metadata) => {
      expect(metadataVars(job(metadata))).toEqual({});
      expect(warnings).toEqual([]);
    },
  );

  it.each(['{"vars":"Ada"}', '{"vars":[1]}', '{"vars":null}'])("report that vars is not an object: %j", (metadata) => {
    expect(metadataVars(job(metadata))).toEqual({});
    expect(warnings).toHaveLength(1);
  });
});
