import { initializeLogger, log } from "@livekit/agents";
import { beforeAll, expect, it, vi } from "vitest";
import { LostCalls } from "../../agent/worker/lost-call.js";
import { echoingProxy } from "../provider/echoing-proxy.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

it("hanging up a lost call logs the server's refusal without the echoed token", async () => {
  const apiSecret = "s3cret".repeat(8);
  let calls = 0;
  const proxy = await echoingProxy((sent) => (calls++ === 0 ? [500, `${sent} ${apiSecret}`] : [200, "{}"]));
  const logged = vi.spyOn(log(), "error");
  const access = { url: proxy.url.replace("http", "ws"), apiKey: "devkey", apiSecret };
  const lost = new LostCalls(access);
  lost.end({ agentId: "reception", phone: {}, room: "call-1", jobId: "AJ_1", exitCode: 1, signal: null });
  await lost.ended(10_000);
  proxy.close();
  expect(calls).toBe(2);
  expect(logged.mock.calls).toHaveLength(1);
  const [[fields] = []] = logged.mock.calls as unknown as [{ reason: string }][];
  expect(fields?.reason).toContain("failed to proxy");
  expect(JSON.stringify(fields)).not.toMatch(/Bearer(%20| )(?!\[secret\])|\beyJ\w|s3cret/);
});
