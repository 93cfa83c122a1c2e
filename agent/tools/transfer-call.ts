import { llm, log, voice } from "@livekit/agents";
import type { TransferTool } from "../contract/transfer-tool.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";

/**
 * Hands the caller over to a `tel:` or `sip:` URI, as the tool says.
 *
 * @throws when the caller is still with the agent
 */
export type Transfer = (target: string, tool: TransferTool, session: voice.AgentSession) => Promise<void>;

const DESCRIPTIONS = {
  cold: "Hands the caller over to somebody else, and leaves the call. Tell the caller before you do.",
  warm: "Calls somebody, says what it is about, and connects the caller to them. The caller waits on hold meanwhile. Tell the caller before you do.",
};

/** Handing the caller over, to those whom the persona names and to nobody else. */
export function transferTool(tool: TransferTool, transfer: Transfer): llm.ToolContextEntry {
  const known = new Map(Object.entries(tool.targets));
  return llm.tool({
    name: "transfer_call",
    description: DESCRIPTIONS[tool.mode ?? "cold"],
    parameters: {
      type: "object",
      properties: { target: { type: "string", enum: [...known.keys()], description: "Whom the caller is handed to" } },
      required: ["target"],
      additionalProperties: false,
    },
    execute: async ({ target }: Record<string, unknown>, { ctx }) => {
      const uri = typeof target === "string" ? known.get(target) : undefined;
      if (uri === undefined)
        throw new llm.ToolError(
          `The caller cannot be handed to ${JSON.stringify(target)}; there are ${[...known.keys()].join(", ")}`,
        );
      // What was said before is heard before the line changes hands.
      await ctx.waitForPlayout();
      try {
        await transfer(uri, tool, ctx.session);
      } catch (error) {
        // What a server or a proxy says of a call may echo its token.
        const said = error instanceof Error ? error.message : String(error);
        log().warn({ target, reason: withoutCredentials(said, secretsIn(process.env)) }, "A transfer failed");
        const failed = `The caller could not be handed to ${String(target)}; the call goes on`;
        throw new llm.ToolError(`${failed}${apologize(tool.failureMessage, ctx.session)}`);
      }
      // Nobody is there to hear another word.
      throw new voice.StopResponse();
    },
  });
}

/** Says the persona's sentence. @returns what the model has to know of it */
function apologize(sentence: string | undefined, session: voice.AgentSession): string {
  if (sentence === undefined) return "";
  try {
    session.say(sentence);
    return `. The caller was told: "${sentence}" Do not say it again`;
  } catch {
    // A realtime model without a text to speech speaks for itself.
    return `. Tell the caller: "${sentence}"`;
  }
}
