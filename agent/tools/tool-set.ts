import { beta, type llm } from "@livekit/agents";
import type { Persona } from "../contract/persona.js";
import { toolName } from "../contract/tool.js";
import { endCallTool } from "./end-call.js";
import { httpTool } from "./http.js";
import { mcpTools } from "./mcp.js";
import { type Transfer, transferTool } from "./transfer-call.js";

/**
 * Creates the tools of a persona for one call.
 *
 * @param expand expands one `{{name}}`
 */
export function toolsFor(
  persona: Pick<Persona, "tools" | "endMessage" | "tts" | "llm">,
  transfer: Transfer,
  env: Readonly<Record<string, string | undefined>>,
  expand = (reference: string) => reference,
): llm.ToolContextEntry[] {
  const { tools } = persona;
  const taken = new Set(tools.flatMap((tool) => toolName(tool) ?? []));
  return tools.map((tool) => {
    if (tool.type === "http") return httpTool(tool, { env, expand });
    if (tool.type === "mcp") return mcpTools(tool, { env, expand }, taken);
    if (tool.type === "transfer_call") return transferTool(tool, transfer);
    if (tool.type === "dtmf") return beta.sendDtmfEvents;
    return endCallTool(persona);
  });
}
