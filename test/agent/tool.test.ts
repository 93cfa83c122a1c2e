import { describe, expect, it } from "vitest";
import { toolSchema } from "../../agent/contract/tool.js";

const http = { type: "http", name: "find_order", description: "Finds an order.", url: "https://api.acme.com/orders" };
const BRACE =
  "url: has a brace outside a placeholder; write {argument}, ${env:NAME} or {{caller.number}} in the path or the query, and %7B and %7D for literal braces";
const HOST =
  "url: has a placeholder before its path; spell out the host, so that the config shows where secrets are sent";
const NO_OBJECT = "does not describe an object; set type: object, and declare the arguments under properties";
const NOT_HERE = "contains ${env:…}, which is only replaced in url, headers, query and body; remove it";
const IN_CLEAR = "would be readable in the stack's output";

/** The errors of a tool, with path and text. */
function mistakes(tool: object): string[] {
  const { error } = toolSchema.safeParse(tool);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("an http tool", () => {
  it("posts without arguments and headers, with a timeout of 10 seconds", () => {
    expect(toolSchema.parse(http)).toEqual({
      ...http,
      method: "POST",
      parameters: { type: "object", properties: {} },
      headers: {},
      timeoutSeconds: 10,
    });
  });

  it.each(["Authorization", "X-Api-Key", "apikey", "X-Auth-Token", "Cookie", "X-Client-Secret", "Proxy-Authorization"])(
    "is refused with a secret in %s, because the contract is public",
    (name) => {
      expect(mistakes({ ...http, headers: { [name]: "abc123" } })).toEqual([
        `headers.${name}: ${IN_CLEAR}; write \${env:NAME}, and put the value into agentEnv`,
      ]);
    },
  );

  it.each(["${env:TOKEN}", "Bearer ${env:TOKEN}", "${env:USER}:${env:PASSWORD}"])("may authorize with %s", (value) => {
    expect(mistakes({ ...http, headers: { Authorization: value } })).toEqual([]);
  });

  it.each(["Bearer abc123 ${env:TOKEN}", "${env:token}", "${TOKEN}", ""])("may not authorize with '%s'", (value) => {
    expect(mistakes({ ...http, headers: { Authorization: value } })).toHaveLength(1);
  });

  it.each(["Accept", "X-Team", "X-Author"])("may have %s in clear text", (name) => {
    expect(mistakes({ ...http, headers: { [name]: "abc123" } })).toEqual([]);
  });

  it.each(["https://me:abc123@api.acme.com", "https://api.acme.com?api_key=abc123"])(
    "is refused with the error %s",
    (url) => {
      const [mistake, ...others] = mistakes({ ...http, url });
      expect(mistake).toContain(IN_CLEAR);
      expect(mistake).not.toContain("abc123");
      expect(others).toEqual([]);
    },
  );

  it.each([
    ["https://api.acme.com/orders/{order}", undefined],
    ["https://api.acme.com/orders?order={order}", undefined],
    ["https://api.acme.com/${env:SHOP}?key=${env:KEY}&from={{caller.number}}", undefined],
    [
      "https://api.acme.com/orders/{order_id}",
      "url: has the placeholder {order_id}, which parameters.properties does not declare; declare it there",
    ],
    [
      "https://api.acme.com/orders/{lines}",
      "url: has the placeholder {lines}, which cannot be written into a URL; declare it as a string, number or boolean",
    ],
    ["https://api.acme.com/orders/{or der}", BRACE],
    ["https://api.acme.com/orders/${SHOP}", BRACE],
    ["https://api.acme.com/orders/${env:shop}", BRACE],
    ["https://api.acme.com/orders#{order}", BRACE],
    ["https://${env:HOST}/orders", HOST],
    ["https://api.acme.com:${env:PORT}/orders", HOST],
    ["https://{order}.acme.com/orders", HOST],
    ["https://{{vars.host}}/orders", HOST],
    ["https://me:${env:PASSWORD}@api.acme.com/", HOST],
  ])("may have the URL placeholders %s", (url, mistake) => {
    const properties = { order: { type: "string" }, lines: { type: "array" } };
    expect(mistakes({ ...http, url, parameters: { type: "object", properties } })).toEqual(mistake ? [mistake] : []);
  });

  it.each([
    [{ parameters: { type: "string" } }, `parameters: ${NO_OBJECT}`],
    [{ parameters: { type: "array", items: {} } }, `parameters: ${NO_OBJECT}`],
    [{ parameters: { type: ["object", "null"] } }, `parameters: ${NO_OBJECT}`],
    [{ parameters: true }, "parameters: must be a JSON Schema"],
    [{ parameters: [] }, "parameters: must be a JSON Schema"],
    [{ parameters: "object" }, "parameters: must be a JSON Schema"],
    [{ parameters: { properties: { key: { default: "${env:KEY}" } } } }, `parameters: ${NOT_HERE}`],
    [{ description: "Sends ${env:KEY}." }, `description: ${NOT_HERE}`],
    [{ query: { api_key: "abc" } }, `query.api_key: ${IN_CLEAR}; write \${env:NAME}, and put the value into agentEnv`],
    [
      { body: { login: { password: "abc" } } },
      `body.login.password: ${IN_CLEAR}; write \${env:NAME}, and put the value into agentEnv`,
    ],
    [
      { headers: { "X-Team": "${env:team}" } },
      "headers.X-Team: contains ${env:…} with an invalid variable name; use capitals, digits and _, such as ${env:TOKEN}",
    ],
    [{ method: "GET", body: { a: 1 } }, "body: is not sent with GET; use query, or another method"],
    [
      { headers: { "content-type": "text/xml" } },
      'headers.content-type: "text/xml" is not supported; use application/json, application/x-www-form-urlencoded or multipart/form-data',
    ],
    [
      { headers: { "Content-Length": "5" } },
      "headers.Content-Length: is a header that the worker sets itself; leave it out",
    ],
    [{ speakWhile: " " }, 'speakWhile: is empty; write a sentence such as "One moment, please."'],
    [
      { query: { shop: "acme" }, parameters: { properties: { Shop: {} } } },
      "parameters.properties: the query sets Shop, which arguments cannot override",
    ],
  ])("is refused with %j", (changes, mistake) => {
    expect(mistakes({ ...http, ...changes })).toEqual([mistake]);
  });

  it.each(["application/json; charset=utf-8", "application/vnd.api+json", "multipart/form-data"])(
    "may send %s",
    (type) => {
      expect(mistakes({ ...http, headers: { "Content-Type": type } })).toEqual([]);
    },
  );

  it.each([
    [{ name: "find order" }, "name: must be 1 to 64 letters, digits, _ and -, and not start with a digit or -"],
    [{ description: " " }, "description: is empty; tell the model what the tool does"],
    [{ url: "ftp://acme.com" }, "url: is not a URL; write https:// and a host"],
    [{ method: "get" }, "method: must be GET, POST, PUT, PATCH or DELETE"],
    [{ timeoutSeconds: 0 }, "timeoutSeconds: must be more than 0"],
    [{ timeoutSeconds: 121 }, "timeoutSeconds: must not exceed 120"],
  ])("is refused with %j", (changes, mistake) => {
    expect(mistakes({ ...http, ...changes })).toEqual([mistake]);
  });
});

describe("a transfer", () => {
  it.each(["tel:+15105550199", "sip:sales@acme.com", "sips:sales@acme.com", "sip:sales@acme.com:5060"])(
    "may go to %s",
    (sales) => {
      expect(mistakes({ type: "transfer_call", targets: { sales } })).toEqual([]);
    },
  );

  it.each(["+15105550199", "tel:5105550199", "https://acme.com", ""])('may not go to "%s"', (sales) => {
    expect(mistakes({ type: "transfer_call", targets: { sales } })).toHaveLength(1);
  });

  it.each(["sip:me:hunter22@acme.com", "SIPS:me:hunt@er22@acme.com:5061", "me:hunter22@acme.com"])(
    "accepts and shows no password: %s",
    (sales) => {
      expect(mistakes({ type: "transfer_call", targets: { sales } })).toEqual([
        "targets.sales: contains a password, which would be readable in the stack's output; remove it",
      ]);
    },
  );

  it("needs a target", () => {
    expect(mistakes({ type: "transfer_call", targets: {} })).toEqual(["targets: is empty; add at least one target"]);
  });
});

describe("a tool", () => {
  it.each(["end_call", "dtmf"])("may be %s, which has no settings", (type) => {
    expect(toolSchema.parse({ type })).toEqual({ type });
    expect(mistakes({ type, after: 5 })).toHaveLength(1);
  });

  it("is one of five", () => {
    expect(mistakes({ type: "hang_up" })).toEqual([
      'type: needs a type: "http", "mcp", "end_call", "transfer_call" or "dtmf"',
    ]);
  });
});
