import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { initializeLogger, log } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { personaSchema } from "../../agent/contract/persona.js";
import { personaProblems } from "../../agent/contract/persona-problems.js";
import type { CallContext } from "../../agent/call/live-call.js";
import { askOnCall, TIMEOUT_MS } from "../../agent/call/on-call.js";
import { problemText } from "../../agent/contract/problem.js";
import { readinessProblems } from "../../agent/worker/readiness.js";
import { persona } from "./fakes/personas.js";

const SECRET = "whsec-of-the-tests";

interface Asked {
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let server: Server;
let origin: string;
let asked: Asked[];
let answer: (response: ServerResponse) => void;
let warnings: [fields: Record<string, unknown>, message: string][];

beforeAll(async () => {
  initializeLogger({ pretty: false, level: "silent" });
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked.push({ headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  warnings = [];
  answer = (response) => response.end("{}");
  vi.spyOn(log(), "warn").mockImplementation((...line: unknown[]) => void warnings.push(line as never));
});
afterEach(() => vi.restoreAllMocks());

const onCall = (changes: object = {}) => ({ url: `${origin}/begin`, allowPrivate: true, ...changes });
const answers = (body: unknown, status = 200) => {
  answer = (response) => response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
};

/** Requests onCall for an inbound call from +15559990042 to +15105550100. */
function ask(webhook: object | undefined, vars: object = {}, env: Record<string, string> = {}) {
  const attributes = {
    ...{ "sip.ruleID": "SDR_1", "sip.callID": "SCL_1", "sip.trunkPhoneNumber": "+15105550100" },
    "sip.phoneNumber": "+15559990042",
  };
  const { onCall } = personaSchema.parse({ systemPrompt: "x", ...(webhook && { onCall: webhook }) });
  return askOnCall(
    {
      ctx: { job: { id: "AJ_1" } } as unknown as CallContext,
      ...{ agentId: "reception", env, persona: { ...persona(), onCall } },
      caller: {
        ...{ identity: "sip_1", number: "+15559990042", direction: "inbound" },
        participant: { isSip: true, attributes },
      },
    },
    { ...vars },
  );
}

describe("onCall", () => {
  it("receives the call, and its response fills vars, over those of the call", async () => {
    answers({ name: "Ada", city: "Bern" });
    expect(await ask(onCall(), { name: "Bob", order: 17 })).toEqual({ name: "Ada", city: "Bern", order: 17 });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual({
      ...{ callId: "SCL_1", agentId: "reception", direction: "inbound" },
      ...{ callerNumber: "+15559990042", calledNumber: "+15105550100", vars: { name: "Bob", order: 17 } },
    });
    expect(warnings).toEqual([]);
  });

  it("may respond with a vars object", async () => {
    answers({ vars: { name: "Ada" }, other: 1 });
    expect(await ask(onCall())).toEqual({ name: "Ada" });
  });

  it("may respond with nothing", async () => {
    answer = (response) => response.writeHead(204).end();
    expect(await ask(onCall(), { a: 1 })).toEqual({ a: 1 });
    expect(warnings).toEqual([]);
  });

  it("is requested with its headers, and signed if it has a secret", async () => {
    const headers = { Authorization: "Bearer ${env:TOKEN}", "X-Team": "{{caller.number}}" };
    await ask(onCall({ headers, secretEnv: "HOOK_SECRET" }), {}, { TOKEN: "t0ken-of-ours", HOOK_SECRET: SECRET });
    const { headers: sent, body } = asked[0] ?? { headers: {}, body: "" };
    expect(sent).toMatchObject({ authorization: "Bearer t0ken-of-ours", "content-type": "application/json" });
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(sent["arkenos-signature"])) ?? [];
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60);
    expect(signature).toBe(createHmac("sha256", SECRET).update(`${time}.${body}`).digest("hex"));
  });

  it("is requested with non-ASCII headers in UTF-8", async () => {
    await ask(onCall({ headers: { "X-Name": "${env:NAME}" } }), {}, { NAME: "Łukasz" });
    expect(Buffer.from(String(asked[0]?.headers["x-name"]), "latin1").toString()).toBe("Łukasz");
  });

  it("is not requested when the persona has none", async () => {
    expect(await ask(undefined, { a: 1 })).toEqual({ a: 1 });
    expect(asked).toEqual([]);
  });
});

describe("a call continues without onCall, with one log line,", () => {
  it.each<[string, () => void, RegExp]>([
    ["when it fails", () => answers("no", 500), /^it responded with status 500$/],
    [
      "when it redirects",
      () => (answer = (response) => response.writeHead(302, { location: "/" }).end()),
      /^it responded with status 302; redirects are not followed$/,
    ],
    ["when its response is not JSON", () => answers("<html>"), /^its response is not a JSON object$/],
    ["when its response is a list", () => answers([1]), /^its response is not a JSON object$/],
    [
      "when its response is too large",
      () => answers(JSON.stringify({ a: "x".repeat(70_000) })),
      /longer than 65536 bytes/,
    ],
    ["when it closes the connection", () => (answer = (response) => response.destroy()), /socket hang up/],
  ])("%s", async (_, prepare, reason) => {
    prepare();
    expect(await ask(onCall(), { a: 1 })).toEqual({ a: 1 });
    expect(warnings).toEqual([
      [
        { agentId: "reception", callId: "SCL_1", reason: expect.stringMatching(reason) },
        "onCall failed; the call continues without its variables",
      ],
    ]);
    expect(asked).toHaveLength(1);
  });

  it("when it takes too long for a caller", async () => {
    answer = () => undefined;
    const startedAt = Date.now();
    expect(await ask(onCall(), { a: 1 })).toEqual({ a: 1 });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(TIMEOUT_MS - 20);
    expect(warnings[0]?.[0].reason).toBe("it did not respond within 1.5 seconds");
  });

  it("when its response never ends", async () => {
    answer = (response) => response.writeHead(200).write('{"name":"Ada"');
    expect(await ask(onCall())).toEqual({});
    expect(warnings[0]?.[0].reason).toBe("it did not respond within 1.5 seconds");
  });

  it("when it is in a private network, and the persona does not allow that", async () => {
    expect(await ask(onCall({ allowPrivate: undefined }))).toEqual({});
    expect(asked).toEqual([]);
    expect(String(warnings[0]?.[0].reason)).toContain("127.0.0.1");
  });

  it("when its secret is missing, and it is not requested unsigned", async () => {
    expect(await ask(onCall({ secretEnv: "HOOK_SECRET" }))).toEqual({});
    expect(asked).toEqual([]);
    expect(warnings[0]?.[0].reason).toBe("the environment variable HOOK_SECRET is not set");
  });
});

describe("a webhook is refused", () => {
  const problemOf = (webhook: object) =>
    personaSchema.safeParse({ systemPrompt: "x", onCall: webhook }).error?.issues.map(({ message }) => message)[0];

  it.each<[string, object, string]>([
    ["no URL", {}, "must be a URL"],
    ["another protocol", { url: "ftp://a.b" }, "is not a URL"],
    ["a host that the call chooses", { url: "https://{{vars.host}}/" }, "has a placeholder"],
    ["a path that the call chooses", { url: "https://a.b/{{vars.id}}" }, "has a placeholder"],
    ["a password in its URL", { url: "https://u:p@a.b/" }, "would be readable"],
    ["a secret in clear text", { url: "https://a.b", headers: { Authorization: "Bearer abc" } }, "would be readable"],
    ["the secret in place of its name", { url: "https://a.b", secretEnv: "whsec_abc" }, "is not the name of an env"],
    ["an unknown setting", { url: "https://a.b", method: "GET" }, "Unrecognized key"],
  ])("with %s", (_, webhook, problem) => {
    expect(problemOf(webhook)).toContain(problem);
  });

  it("without its secret, by preview and by the worker, each with its remedy", () => {
    const { onCall } = personaSchema.parse({
      ...{ systemPrompt: "x", onCall: { url: "https://a.b", headers: { "X-Key": "${env:KEY}" }, secretEnv: "HOOK" } },
    });
    const problems = [
      ["onCall.headers", "needs the environment variable KEY"],
      ["onCall.secretEnv", "needs the environment variable HOOK"],
    ];
    const said = personaProblems(persona({ onCall }), () => false).filter(({ path }) => path[0] === "onCall");
    expect(said.map(problemText)).toEqual(problems.map(([part, says]) => `${part}: ${says}; put it into agentEnv`));
    expect(readinessProblems({ agents: { a: persona({ onCall }) } }, {}).map(problemText)).toEqual(
      expect.arrayContaining(problems.map(([part, says]) => `agents.a.${part}: ${says}; set it where the worker runs`)),
    );
    expect(personaProblems(persona({ onCall }), () => true).filter(({ path }) => path[0] === "onCall")).toEqual([]);
  });
});
