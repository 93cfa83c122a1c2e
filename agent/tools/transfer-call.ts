import { llm, log, voice } from "@livekit/agents";
import type { TransferTool } from "../contract/transfer-tool.js";
import { secretsIn, withoutCredentials } from "../without-secrets.js";

/**
 * Transfers the caller to a `tel:` or `sip:` URI with the tool's settings.
 *
 * @throws if the transfer fails and the caller is still with the agent
 */
export type Transfer = (target: string, tool: TransferTool, session: voice.AgentSession) => Promise<void>;

const DESCRIPTIONS = {
  cold: "Transfers the caller to another person and leaves the call. Tell the caller before you use it.",
  warm: "Calls another person, explains the call, and connects the caller to them. The caller waits on hold meanwhile. Tell the caller before you use it.",
};

/** The tool that transfers the caller to one of the persona's targets. */
export function transferTool(tool: TransferTool, transfer: Transfer): llm.ToolContextEntry {
  const known = new Map(Object.entries(tool.targets));
  return llm.tool({
    name: "transfer_call",
    description: DESCRIPTIONS[tool.mode ?? "cold"],
    parameters: {
      type: "object",
      properties: { target: { type: "string", enum: [...known.keys()], description: "Where to transfer the caller" } },
      required: ["target"],
      additionalProperties: false,
    },
    execute: async ({ target }: Record<string, unknown>, { ctx }) => {
      const uri = typeof target === "string" ? known.get(target) : undefined;
      if (uri === undefined)
        throw new llm.ToolError(
          `The caller cannot be transferred to ${JSON.stringify(target)}; use one of ${[...known.keys()].join(", ")}`,
        );
      // Let the caller hear the announcement before the transfer.
      await ctx.waitForPlayout();
      try {
        await transfer(uri, tool, ctx.session);
      } catch (error) {
        // A server or proxy may echo the request with its token.
        const message = error instanceof Error ? error.message : String(error);
        log().warn({ target, reason: withoutCredentials(message, secretsIn(process.env)) }, "A transfer failed");
        const failed = `The caller could not be transferred to ${String(target)}; the call continues`;
        throw new llm.ToolError(`${failed}${apologize(tool.failureMessage, ctx.session)}`);
      }
      // The caller has left the agent, so it must not respond.
      throw new voice.StopResponse();
    },
  });
}

/** Speaks the persona's `failureMessage`. @returns text that informs the model about it */
function apologize(sentence: string | undefined, session: voice.AgentSession): string {
  if (sentence === undefined) return "";
  try {
    session.say(sentence);
    return `. The caller has heard: "${sentence}" Do not repeat it`;
  } catch {
    // Without a tts, the realtime model has to say it.
    return `. Tell the caller: "${sentence}"`;
  }
}
