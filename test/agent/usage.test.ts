import { initializeLogger, type voice } from "@livekit/agents";
import { afterEach, beforeAll, expect, it } from "vitest";
import { conversationOf } from "../../agent/call/session.js";
import { combinedLlm } from "../../agent/models/fallback.js";
import { LLM as BrokenLLM } from "./fakes/broken.js";
import { persona } from "./fakes/personas.js";
import { LLM } from "./fakes/voices.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));

const open: voice.AgentSession[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

it.each([
  ["one model", [new LLM()]],
  ["the first of two", [new LLM(), new LLM()]],
  ["the second of two", [new BrokenLLM(), new LLM()]],
])("each token of an answer is counted once: %s", async (_, models) => {
  for (const model of models) model.on("error", () => {});
  const { session, agent } = conversationOf(persona({}), { llm: combinedLlm(models) ?? new LLM() }, []);
  open.push(session);
  await session.start({ agent });
  await session.run({ userInput: "Hello?" }).wait();
  const usage = session.usage.modelUsage.filter(({ type }) => type === "llm_usage");
  expect(usage).toEqual([expect.objectContaining({ inputTokens: 7, outputTokens: 3 })]);
});
