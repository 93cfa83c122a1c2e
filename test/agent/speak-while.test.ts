import { voice } from "@livekit/agents";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { conversationOf } from "../../agent/call/session.js";
import { httpToolSchema } from "../../agent/contract/http-tool.js";
import { toolsFor } from "../../agent/tools/tool-set.js";
import { persona } from "./fakes/personas.js";
import { TTS } from "./fakes/voices.js";
import { closeService, here, openService, resetService, seen, serve } from "./fakes/web-service.js";

beforeAll(openService);
afterEach(resetService);
afterAll(closeService);

/** The agent's sentences from the caller's question to the answer. */
async function heard(): Promise<string[]> {
  const find = { type: "http", name: "find_order", description: "Finds an order.", speakWhile: "One moment, please." };
  const who = persona({ tools: [httpToolSchema.parse({ ...find, ...here() })] });
  const script = [
    { input: "Where is it?", toolCalls: [{ name: "find_order", args: {} }] },
    { input: '{"order":"shipped"}', content: "It is shipped." },
  ];
  const models = { llm: new voice.testing.FakeLLM(script), tts: new TTS() };
  const { session, agent } = conversationOf(
    who,
    models,
    toolsFor(who, async () => {}, {}),
  );
  await session.start({ agent });
  try {
    await session.run({ userInput: "Where is it?" }).wait();
    return session.history.items.flatMap((item) =>
      item.type === "message" && item.role === "assistant" ? [item.textContent ?? ""] : [],
    );
  } finally {
    await session.close();
  }
}

it("a caller who waits for a second hears one sentence, and then the answer", async () => {
  serve({ afterMs: 4_000 });
  expect(await heard()).toEqual(["One moment, please.", "It is shipped."]);
  expect(seen).toHaveLength(1);
});

it("an immediate answer is not announced", async () => {
  expect(await heard()).toEqual(["It is shipped."]);
});
