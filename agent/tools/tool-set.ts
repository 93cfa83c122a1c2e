import { beta, type llm } from "@livekit/agents";
import type { Persona } from "../contract/persona.js";
import { httpTool } from "./http.js";
import { type Transfer, transferTool } from "./transfer-call.js";

/**
 * The tools of a persona, for one call.
 *
 * @param expand puts the call's value in the place of one `{{name}}`
 */
export function toolsFor(
  { tools }: Pick<Persona, "tools">,
  transfer: Transfer,
  env: Readonly<Record<string, string | undefined>>,
  expand = (reference: string) => reference,
): llm.ToolContextEntry[] {
  return tools.map((tool) => {
    if (tool.type === "http") return httpTool(tool, { env, expand });
    if (tool.type === "transfer_call") return transferTool(tool.targets, transfer);
    if (tool.type === "dtmf") return beta.sendDtmfEvents;
    // The call ends the room whenever its session closes.
    return beta.createEndCallTool({ deleteRoom: false });
  });
}
