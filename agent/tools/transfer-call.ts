import { llm, log } from "@livekit/agents";
import { secretsIn, withoutCredentials } from "../without-secrets.js";

/** Hands the caller over to a `tel:` or `sip:` URI. */
export type Transfer = (target: string) => Promise<void>;

/** Handing the caller over, to those whom the persona names and to nobody else. */
export function transferTool(targets: Readonly<Record<string, string>>, transfer: Transfer): llm.ToolContextEntry {
  const known = new Map(Object.entries(targets));
  return llm.tool({
    name: "transfer_call",
    description: "Hands the caller over to somebody else, and leaves the call. Tell the caller before you do.",
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
        await transfer(uri);
      } catch (error) {
        // What a server or a proxy says of a call may echo its token.
        const said = error instanceof Error ? error.message : String(error);
        log().warn({ target, reason: withoutCredentials(said, secretsIn(process.env)) }, "A transfer failed");
        throw new llm.ToolError(`The caller could not be handed to ${String(target)}; the call goes on`);
      }
      return "The caller was handed over.";
    },
  });
}
