import { afterEach, describe, expect, it, vi } from "vitest";
import { ConsoleCall } from "./fakes/console-call.js";

const polling = { timeout: 45_000, interval: 50 };
const KEY = "sk-broken-1234567890";

const open: ConsoleCall[] = [];
afterEach(() => {
  for (const call of open.splice(0)) call.close();
});

/** What a caller hears from a persona with only a realtime model. */
async function callOf(fails: string): Promise<{ call: ConsoleCall; milliseconds: number }> {
  const call = new ConsoleCall();
  open.push(call);
  const llm = { plugin: "./realtime.js", realtime: true, options: { fails } };
  await call.begin({ stt: undefined, tts: undefined, llm, greeting: "Good day." }, { BROKEN_API_KEY: KEY });
  await vi.waitFor(() => expect(call.output).toContain("Starting session with"), polling);
  const startedAt = Date.now();
  await vi.waitFor(() => expect(call.output).toContain("deleteRoom() is not executed"), polling);
  return { call, milliseconds: Date.now() - startedAt };
}

describe("the caller hears the apology, and the call ends, when a realtime model", () => {
  it.each([
    ["is refused after it connected", "refused", /part: "realtime"\s+model: "\.\/realtime\.js"\s+status: 401/],
    ["refuses to answer", "rejects", /part: "realtime"\s+model: "\.\/realtime\.js"\s+message: "did not respond"/],
  ])("%s", async (_, fails, line) => {
    const { call } = await callOf(fails);
    expect(call.broker.heardMs).toBeGreaterThan(2_500);
    expect(call.output).toMatch(line);
    expect(call.output).not.toContain(KEY);
  });

  it("never responds: the apology begins after five seconds", async () => {
    const { call, milliseconds } = await callOf("hangs");
    expect(call.broker.heardMs).toBeGreaterThan(2_500);
    expect(call.output).toMatch(/part: "realtime"\s+model: "\.\/realtime\.js"\s+message: "did not respond in time"/);
    expect(milliseconds).toBeLessThan(9_000);
  });
});

it("a call whose realtime model cannot connect is hung up; the console's line is the failed session's", async () => {
  const { call } = await callOf("throws");
  expect(call.output).toContain("The call failed");
  expect(call.output).not.toContain(KEY);
});
