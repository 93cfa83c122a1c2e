import { beta, type llm } from "@livekit/agents";
import { speak } from "../call/speak.js";
import type { Persona } from "../contract/persona.js";

/**
 * The tool that ends the call, after the persona's `endMessage` or else the model's own goodbye. The room is deleted when
 * the session closes.
 */
export function endCallTool(persona: Pick<Persona, "endMessage" | "tts" | "llm">): llm.ToolContextEntry {
  const { endMessage } = persona;
  if (endMessage === undefined) return beta.createEndCallTool({ deleteRoom: false });
  return beta.createEndCallTool({
    deleteRoom: false,
    endInstructions: null,
    onToolCalled: async ({ ctx }) => {
      await speak(ctx.session, persona, endMessage, { allowInterruptions: false }).waitForPlayout();
    },
  });
}
