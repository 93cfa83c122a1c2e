import { z } from "zod";
import { httpToolSchema } from "./http-tool.js";
import { mcpToolSchema } from "./mcp-tool.js";
import { transferToolSchema } from "./transfer-tool.js";

const endCallShape = {
  /** Lets the model hang up. */
  type: z.literal("end_call"),
};

/** The fields of the tool that hangs up. */
export interface EndCallShape extends Readonly<typeof endCallShape> {}

const endCall: z.ZodObject<EndCallShape, z.core.$strict> = z.strictObject(endCallShape);

const dtmfShape = {
  /** Lets the model send DTMF digits. */
  type: z.literal("dtmf"),
};

/** The fields of the tool that sends DTMF digits. */
export interface DtmfShape extends Readonly<typeof dtmfShape> {}

const dtmf: z.ZodObject<DtmfShape, z.core.$strict> = z.strictObject(dtmfShape);

/** A tool of an agent. */
export const toolSchema = z.discriminatedUnion(
  "type",
  [httpToolSchema, mcpToolSchema, endCall, dtmf, transferToolSchema],
  {
    error: 'needs a type: "http", "mcp", "end_call", "transfer_call" or "dtmf"',
  },
);

/** The name by which the model calls a tool. MCP servers name their tools at the start of a call, so it is undefined for them. */
export function toolName(tool: z.output<typeof toolSchema>): string | undefined {
  if (tool.type === "mcp") return undefined;
  if (tool.type === "http") return tool.name;
  return tool.type === "dtmf" ? "send_dtmf_events" : tool.type;
}
