import { beta, type llm } from "@livekit/agents";
import { speak } from "../call/speak.js";
import type { Persona } from "../contract/persona.js";

/**
 * Lets the model end the call: after the persona's last words, or else after words of its own. The room is deleted with
 * the session's end.
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
