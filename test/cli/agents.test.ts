import { expect, it } from "vitest";
import { listedAgents } from "../../stacks/operate/cli/agents/list.js";

const persona = { systemPrompt: "You answer for Acme.", stt: "a/b", llm: "c/d", tts: "e/f" } as never;
const number = (agent: string) => ({ agent }) as never;

it("lists each agent with its numbers, and the one that answers all other calls", () => {
  const agents = { reception: persona, "night-desk": persona, spare: persona };
  const numbers = { "+15105550100": number("reception"), "+15105550101": number("reception") };
  expect(listedAgents({ agents, numbers, defaultAgent: "night-desk" })).toEqual([
    { id: "reception", numbers: ["+15105550100", "+15105550101"], isDefault: false },
    { id: "night-desk", numbers: [], isDefault: true },
    { id: "spare", numbers: [], isDefault: false },
  ]);
});
