import { llm } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeService, here, openService, port, resetService, run, seen } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

describe("a header with a call's variables", () => {
  const tool = () => here({ headers: { "X-Name": "{{vars.name}}" } });

  it.each(["Zoë", "Łukasz Żak", "王小明", "😀"])("is sent in UTF-8: %s", async (name) => {
    await run(tool(), {}, undefined, {}, () => name);
    expect(Buffer.from(String(seen[0]?.headers["x-name"]), "latin1").toString()).toBe(name);
  });

  it.each(["a\r\nX-Evil: 1", "a\nb", "a\0b", "\x07"])(
    "is refused by name when no header can hold it: %j",
    async (name) => {
      const refusal = run(tool(), {}, undefined, {}, () => name);
      await expect(refusal).rejects.toBeInstanceOf(llm.ToolError);
      await expect(refusal).rejects.toThrow(
        "find_order was not called: the header X-Name contains a character that headers cannot have, such as a line break",
      );
      expect(seen).toEqual([]);
    },
  );

  it("has the same text in the URL, the query and the body", async () => {
    const name = "Łukasz\u0007\ud800\n";
    const whole = Buffer.from(name).toString();
    const url = `http://127.0.0.1:${port}/callers/{{vars.name}}`;
    await run(
      here({ url, query: { q: "{{vars.name}}" }, body: { n: "{{vars.name}}" } }),
      {},
      undefined,
      {},
      () => name,
    );
    const sent = new URL(`http://x${seen[0]?.url}`);
    expect(decodeURIComponent(sent.pathname)).toBe(`/callers/${whole}`);
    expect(sent.searchParams.get("q")).toBe(whole);
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ n: name });
  });
});
