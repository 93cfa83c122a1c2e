import { z } from "zod";
import { argumentsIn } from "../tools/template.js";
import { headersSchema, REMEDY } from "./http-headers.js";
import { speakWhileSchema, timeoutSchema } from "./tool-timing.js";
import { urlProblem } from "./http-url.js";

const mcpToolShape = {
  /** The tools of an MCP server. */
  type: z.literal("mcp"),
  /** The server's endpoint; `${env:NAME}` and `{{name}}` may stand in its path and query. */
  url: z.string({ error: "must be a URL, such as https://mcp.acme.com/mcp" }).superRefine(refuse),
  /** Headers of every request; a secret is written `${env:NAME}` and filled in by the worker. @default {} */
  headers: headersSchema.default({}),
  /** The tools that the model may call, by the server's names. @default all of them */
  tools: z
    .array(z.string({ error: "must be the name of a tool" }), { error: "must be a list of names of tools" })
    .min(1, "is empty; name a tool, or leave it out for all of them")
    .optional(),
  /** Longest wait for a tool, in seconds. @default 10 */
  timeoutSeconds: timeoutSchema,
  /** What the agent says, once, when the caller has heard nothing for a second of a tool: "One moment, please." @default nothing */
  speakWhile: speakWhileSchema,
  /** Whether it may be inside a network: at a private address, loopback, link-local. @default false */
  allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link mcpToolSchema}. */
export interface McpToolShape extends Readonly<typeof mcpToolShape> {}

/**
 * The tools of an MCP server, by Streamable HTTP. They are asked for at the start of each call; if the server does not
 * answer within two seconds, the call goes on without them.
 *
 * @example
 * { type: "mcp", url: "https://mcp.acme.example/mcp", headers: { Authorization: "Bearer ${env:MCP_TOKEN}" } }
 */
export const mcpToolSchema: z.ZodObject<McpToolShape, z.core.$strict> = z.strictObject(mcpToolShape);

/** See {@link mcpToolSchema}. */
export type McpTool = z.output<typeof mcpToolSchema>;

function refuse(url: string, context: z.RefinementCtx): void {
  const [argument] = argumentsIn(url);
  const message =
    urlProblem(url, REMEDY) ??
    (argument && `has the placeholder {${argument}}, and an MCP server's URL takes no arguments; leave it out`);
  if (message !== undefined) context.addIssue({ code: "custom", message });
}
