import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeService, here, openService, resetService, run, serve, resultFor } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

describe("a secret that a service echoes", () => {
  const KEY = "k3y/of+the=shop?";
  const headers = { Authorization: "Bearer ${env:ORDERS_KEY}" };
  const env = { ORDERS_KEY: KEY, OPENAI_API_KEY: "sk-0penai-0123456789" };
  const forms = [
    KEY,
    `Bearer ${KEY}`,
    encodeURIComponent(KEY),
    btoa(KEY),
    `Basic ${btoa(`shop:${KEY}`)}`,
    Buffer.from(`a:${KEY}:b`).toString("base64url"),
    Buffer.from(KEY).toString("hex"),
    JSON.stringify({ sent: `Bearer ${KEY}` }),
    env.OPENAI_API_KEY,
  ];

  it.each(forms)("does not reach the model as %s", async (form) => {
    for (const status of [500, 200]) {
      serve({ status, type: "text/plain", body: `you sent ${form}, ok` });
      const outcome = await run(here({ headers }), {}, undefined, env).catch((error: unknown) => String(error));
      expect(outcome).not.toContain(form);
      expect(outcome).not.toContain(KEY);
      expect(outcome).toContain("[secret]");
      expect(outcome).toMatch(/ok$/);
    }
  });

  it.each(["\\u002B", "\\u003d", "\\/"])("does not reach the model decoded from JSON with %s", async (escape) => {
    const body = JSON.stringify({ sent: `Bearer ${KEY}` }).replaceAll(String(JSON.parse(`"${escape}"`)), escape);
    expect(body).toContain(escape);
    serve({ type: "application/json", body });
    expect(await run(here({ headers }), {}, undefined, env)).toEqual({ sent: "Bearer [secret]" });
  });

  it("is hidden before the text is cut, so that no half of it remains", async () => {
    serve({ status: 500, body: `${"x".repeat(495)} ${KEY}` });
    const said = await run(here({ headers }), {}, undefined, env).catch((error: unknown) => String(error));
    expect(said).not.toContain(KEY.slice(0, 4));
  });

  it("is hidden in a failure even when it is unknown here", async () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJvdGhlciJ9.c2lnbmF0dXJl";
    for (const form of [token, "Bearer abc123def", "Basic dXNlcjpwYXNz", "basic%20dXNlcjpwYXNz"]) {
      serve({ status: 502, body: `upstream said: ${form}` });
      expect(await resultFor(here())).toMatch(/upstream said: (basic |bearer )?\[secret\]$/i);
    }
    serve({ status: 401, body: "Basic authentication required; Bearer token missing" });
    expect(await resultFor(here())).toMatch(/Basic authentication required; Bearer token missing$/);
  });

  it("is refused as a header when it has a line break, and not shown", async () => {
    await expect(run(here({ headers }), {}, undefined, { ORDERS_KEY: "abc\r\nX-Admin: 1" })).rejects.toThrow(
      /^cannot send the environment variable ORDERS_KEY: it contains a line break or another invalid character$/,
    );
  });
});
