import { z } from "zod";
import { httpToolSchema } from "./http-tool.js";
import { mcpToolSchema } from "./mcp-tool.js";
import { transferToolSchema } from "./transfer-tool.js";

const endCallShape = {
  /** Hang up. */
  type: z.literal("end_call"),
};

/** The fields of the tool that hangs up. */
export interface EndCallShape extends Readonly<typeof endCallShape> {}

const endCall: z.ZodObject<EndCallShape, z.core.$strict> = z.strictObject(endCallShape);

const dtmfShape = {
  /** Send digits. */
  type: z.literal("dtmf"),
};

/** The fields of the tool that presses keys. */
export interface DtmfShape extends Readonly<typeof dtmfShape> {}

const dtmf: z.ZodObject<DtmfShape, z.core.$strict> = z.strictObject(dtmfShape);

/** What an agent may do beside talking. */
export const toolSchema = z.discriminatedUnion(
  "type",
  [httpToolSchema, mcpToolSchema, endCall, dtmf, transferToolSchema],
  {
    error: 'needs a type: "http", "mcp", "end_call", "transfer_call" or "dtmf"',
  },
);

/** The name that the model calls a tool by; LiveKit's own tools bring theirs, and an MCP server says its tools' at the start of a call. */
export function toolName(tool: z.output<typeof toolSchema>): string | undefined {
  if (tool.type === "mcp") return undefined;
  if (tool.type === "http") return tool.name;
  return tool.type === "dtmf" ? "send_dtmf_events" : tool.type;
}
