import { describe, expect, it } from "vitest";
import { type Call, resolve, resolveEarly, routesOf, toE164 } from "../../agent/routing.js";
import { contract } from "./fakes/personas.js";

const routes = routesOf(contract());
const withDefault = routesOf(contract({ defaultAgent: "night" }));

function inbound(trunkPhoneNumber: string, attributes: Record<string, string> = {}): Call {
  return {
    participant: {
      isSip: true,
      attributes: {
        "sip.ruleID": "SDR_1",
        "sip.trunkPhoneNumber": trunkPhoneNumber,
        "sip.phoneNumber": "+15559990000",
        ...attributes,
      },
    },
  };
}

/** Who answers, or `undefined`. */
function who(call: Call, table = routes): string | undefined {
  const resolution = resolve(call, table);
  return "agentId" in resolution ? resolution.agentId : undefined;
}

describe("the order", () => {
  const everything: Call = {
    jobMetadata: '{"agentId":"night"}',
    roomMetadata: '{"agentId":"reception"}',
    ...inbound("+15105550100", { "arkenos.agentId": "reception" }),
    override: "reception",
  };

  it("the job's metadata comes first", () => {
    expect(resolve(everything, routes)).toMatchObject({ agentId: "night", because: "the job's metadata" });
  });

  it("then the room's", () => {
    const roomMetadata = '{"agentId":"night"}';
    expect(resolve({ ...everything, jobMetadata: "", roomMetadata }, routes)).toMatchObject({
      agentId: "night",
      because: "the room's metadata",
    });
  });

  it("then the participant's attribute", () => {
    expect(resolve(inbound("+15105550100", { "arkenos.agentId": "night" }), routes)).toMatchObject({
      agentId: "night",
      because: "the participant's attribute arkenos.agentId",
    });
  });

  it("then the number that was dialled", () => {
    expect(resolve({ ...inbound("+442079460100"), override: "reception" }, routes)).toMatchObject({
      agentId: "night",
      because: "the number +442079460100",
    });
  });

  it("then a developer's wish", () => {
    expect(resolve({ override: "reception" }, withDefault)).toMatchObject({
      agentId: "reception",
      because: "ARKENOS_AGENT_ID",
    });
  });

  it("then the default agent", () => {
    expect(resolve(inbound("+12065550200"), withDefault)).toMatchObject({
      agentId: "night",
      because: "the default agent",
    });
  });

  it("and then nobody", () => {
    expect(resolve(inbound("+12065550200"), routes)).toEqual({
      rejected: "No agent found for phone +12065550200",
      because: "the table does not have +12065550200, and no default agent",
    });
  });

  it("the persona comes with its id", () => {
    expect(resolve(inbound("+15105550100"), routes)).toMatchObject({ persona: { greeting: "Reception." } });
  });

  it("job and room are heard before anybody has joined", () => {
    expect(resolveEarly({ jobMetadata: '{"agentId":"night"}' }, routes)).toMatchObject({ agentId: "night" });
    expect(resolveEarly({ roomMetadata: '{"agentId":"nobody"}' }, routes)).toHaveProperty("rejected");
    expect(resolveEarly({ jobMetadata: "", roomMetadata: '{"tenant":"a"}' }, withDefault)).toBeUndefined();
  });
});

describe("numbers that are the same one", () => {
  it.each([
    "+15105550100",
    " +15105550100 ",
    "+1 510 555 0100",
    "+1-510-555-0100",
    "+1 (510) 555-0100",
    "+1.510.555.0100",
    "tel:+15105550100",
    "sip:+15105550100@acme.pstn.twilio.com;user=phone",
    "SIPS:+15105550100@10.0.0.1:5061",
  ])("%s", (number) => {
    expect(toE164(number)).toBe("+15105550100");
    expect(who(inbound(number))).toBe("reception");
  });
});

const LONG = "9".repeat(100_000);
const HOSTILE_NUMBERS = [
  "",
  " ",
  "+",
  "++15105550100",
  "+0015105550100",
  "15105550100",
  "5105550100",
  "0015105550100",
  "01115105550100",
  "11**15105550100",
  "+1510555010",
  "+151055501000",
  "+15105550101",
  "+15105550100x",
  "+15105550100 ext 5",
  "+15105550100,442079460100",
  "+15105550100+442079460100",
  "+15105550100\n+442079460100",
  "+44 (0)20 7946 0100",
  "442079460100",
  "02079460100",
  "+４４２０７９４６０１００",
  "+1٥105550100",
  "＋15105550100",
  "+1510555O100",
  "+1 510 555 01 0O",
  "anonymous",
  "unknown",
  "Restricted",
  "null",
  "undefined",
  "NaN",
  "true",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "*",
  ".*",
  "%2B15105550100",
  "+15105550100%00",
  "\u0000+15105550100",
  "+15105550100\u0000",
  "\u202e+15105550100",
  "+1510\u200b5550100",
  "sip:15105550100@host",
  "sip:reception@host",
  "tel:5105550100",
  "tel:",
  "sip:",
  "mailto:+15105550100",
  "' OR 1=1 --",
  "${jndi:ldap://x}",
  "<script>",
  "../../etc/passwd",
  LONG,
  `+${LONG}`,
  `+1 ${" ".repeat(50_000)}5105550100`,
  "+1510555-",
  "-+15105550100",
  "(+1)5105550100",
  "[+15105550100]",
  '"+15105550100"',
  "1e10",
  "0x15105550100",
  "+1e10",
];

const HOSTILE_METADATA = [
  '{"agentId":"nobody"}',
  '{"agentId":""}',
  '{"agentId":" night"}',
  '{"agentId":"night "}',
  '{"agentId":"Night"}',
  '{"agentId":"NIGHT"}',
  '{"agentId":null}',
  '{"agentId":1}',
  '{"agentId":true}',
  '{"agentId":["night"]}',
  '{"agentId":{"id":"night"}}',
  '{"agentId":"__proto__"}',
  '{"agentId":"constructor"}',
  '{"agentId":"toString"}',
  '{"agentId":"hasOwnProperty"}',
  '{"agentId":"night\\u0000"}',
  '{"agentId":"reception,night"}',
  '{"agentId":"*"}',
  '{"agentId":"night","agentId":"nobody"}',
  '{"agentId": "night"',
  '{agentId: "night"}',
  "{'agentId':'night'}",
  '{"agentId":"night"},',
  '[{"agentId":"night"}]',
  '["agentId","night"]',
  "agentId=night",
  "agentId: night",
  '"{\\"agentId\\":\\"night\\"}"',
  "{",
  "{}}",
  '{"a":1,}',
  "{\u0000}",
  `{"agentId":"${"n".repeat(100_000)}"}`,
  `{"pad":"${LONG}","agentId":"night"}`,
  "x".repeat(70_000),
  `${"[".repeat(30_000)}"agentId"`,
  `{"agentId":"night"}\u0000`,
  "agent_id=night",
  '{"agentId":-0}',
  '{"agentId":1e999}',
];

/** Metadata in which nobody is named: the number decides, as if there were none. */
const SILENT_METADATA = [
  "",
  "  ",
  "{}",
  "[]",
  "null",
  "0",
  "1",
  "true",
  '"text"',
  "tenant-7",
  "config v3",
  "not json",
  "<xml/>",
  "\u0000",
  "💥",
  '{"tenant":"night"}',
  '{"agent_id":"night"}',
  '{"agentid":"night"}',
  '{"__proto__":{"agentId":"night"}}',
  '{"constructor":{"prototype":{"agentId":"night"}}}',
  '{"customer":{"agentId":"night"}}',
  '{"AGENTID":"night"}',
  "[1,2,3]",
  "night",
];

const HOSTILE_ATTRIBUTES = [
  "nobody",
  " night",
  "night ",
  "NIGHT",
  "__proto__",
  "constructor",
  "toString",
  '{"agentId":"night"}',
  "*",
  LONG,
  "reception,night",
  "\u0000",
];

describe(`hostile input (${HOSTILE_NUMBERS.length + 2 * HOSTILE_METADATA.length + 2 * SILENT_METADATA.length + HOSTILE_ATTRIBUTES.length})`, () => {
  it.each(HOSTILE_NUMBERS.map((number) => [shown(number), number]))("nobody answers the number %s", (_, number) => {
    expect(who(inbound(number))).toBeUndefined();
    expect(resolve(inbound(number), routes)).toHaveProperty(
      "rejected",
      expect.stringMatching(/^No agent found for phone [^\n]{1,90}$/),
    );
    expect(who(inbound(number), withDefault)).toBe("night");
  });

  describe.each(["jobMetadata", "roomMetadata"] as const)("%s", (place) => {
    it.each(HOSTILE_METADATA.map((text) => [shown(text), text]))(
      "nobody answers on %s, not even the default agent",
      (_, text) => {
        expect(who({ ...inbound("+15105550100"), [place]: text })).toBeUndefined();
        expect(who({ ...inbound("+15105550100"), [place]: text, override: "reception" }, withDefault)).toBeUndefined();
      },
    );

    it.each(SILENT_METADATA.map((text) => [shown(text), text]))("the number decides on %s", (_, text) => {
      expect(who({ ...inbound("+15105550100"), [place]: text })).toBe("reception");
      expect(who({ ...inbound("+12065550200"), [place]: text })).toBeUndefined();
    });
  });

  it.each(HOSTILE_ATTRIBUTES.map((id) => [shown(id), id]))("nobody answers on the attribute %s", (_, id) => {
    expect(who(inbound("+15105550100", { "arkenos.agentId": id }))).toBeUndefined();
    expect(who(inbound("+15105550100", { "arkenos.agentId": id }), withDefault)).toBeUndefined();
  });
});

describe("attributes", () => {
  it("a number counts only for a call that came in through a rule", () => {
    const { participant } = inbound("+15105550100");
    expect(who({ participant: { isSip: false, attributes: participant?.attributes ?? {} } })).toBeUndefined();
    expect(who(inbound("+15105550100", { "sip.ruleID": "" }))).toBeUndefined();
  });

  it("an empty attribute is one that LiveKit has deleted", () => {
    expect(who(inbound("+15105550100", { "arkenos.agentId": "" }))).toBe("reception");
  });

  it("a prototype's properties are nobody's attributes", () => {
    const attributes = Object.create({
      "arkenos.agentId": "night",
      "sip.ruleID": "SDR_1",
      "sip.trunkPhoneNumber": "+15105550100",
    }) as Record<string, string>;
    expect(who({ participant: { isSip: true, attributes } })).toBeUndefined();
  });

  it("a rule that hides the number is named as the reason", () => {
    expect(resolve({ participant: { isSip: true, attributes: { "sip.ruleID": "SDR_1" } } }, routes)).toEqual({
      rejected: "No agent found for phone (no number)",
      because: "the call carries no number (hidePhoneNumber of the dispatch rule?), and there is no default agent",
    });
  });
});

it("an agent called like a prototype's property is found where the table has it", () => {
  const table = contract();
  const odd = routesOf({
    ...table,
    agents: { ...table.agents, constructor: table.agents["night"]! },
    numbers: { "+15105550100": "constructor" },
  });
  expect(who(inbound("+15105550100"), odd)).toBe("constructor");
  expect(who(inbound("+15105550100", { "arkenos.agentId": "toString" }), odd)).toBeUndefined();
});

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
