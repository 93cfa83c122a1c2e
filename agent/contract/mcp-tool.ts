import { z } from "zod";
import { argumentsIn } from "../tools/template.js";
import { headersSchema, REMEDY } from "./http-headers.js";
import { speakWhileSchema, timeoutSchema } from "./tool-timing.js";
import { urlProblem } from "./http-url.js";
import { empty, refuse } from "./problem.js";

const mcpToolShape = {
  /** An MCP server. */
  type: z.literal("mcp"),
  /** URL of the server's endpoint. Its path and query may contain `${env:NAME}` and `{{name}}`. */
  url: z.string({ error: "must be a URL, such as https://mcp.acme.com/mcp" }).superRefine(refuseArguments),
  /** Headers of every request. Write secrets as `${env:NAME}`; the worker replaces them. @default {} */
  headers: headersSchema.default({}),
  /** Names of the server's tools that the model may call. @default all */
  tools: z
    .array(z.string({ error: "must be the name of a tool" }), { error: "must be a list of tool names" })
    .min(1, empty("name a tool, or leave it out to allow all"))
    .optional(),
  /** Timeout of each tool call, in seconds, up to 120. @default 10 */
  timeoutSeconds: timeoutSchema,
  /** Sentence the agent says once if a tool call takes longer than a second: "One moment, please." @default nothing */
  speakWhile: speakWhileSchema,
  /** Whether the server may be at a private, loopback, or link-local address. @default false */
  allowPrivate: z.boolean({ error: "must be true or false" }).optional(),
};

/** The fields of {@link mcpToolSchema}. */
export interface McpToolShape extends Readonly<typeof mcpToolShape> {}

/**
 * The tools of an MCP server, over Streamable HTTP. The worker lists them at the start of each call; if the server does
 * not respond within two seconds, the call continues without them.
 *
 * @example
 * ```yaml
 * tools:
 *   - { type: mcp, url: "https://mcp.acme.example/mcp", headers: { Authorization: "Bearer ${env:MCP_TOKEN}" } }
 * ```
 */
export const mcpToolSchema: z.ZodObject<McpToolShape, z.core.$strict> = z.strictObject(mcpToolShape);

/** See {@link mcpToolSchema}. */
export type McpTool = z.output<typeof mcpToolSchema>;

function refuseArguments(url: string, context: z.RefinementCtx): void {
  const [argument] = argumentsIn(url);
  const message = `has the placeholder {${argument}}, but an MCP server's URL takes no arguments`;
  const placeholder = argument === undefined ? undefined : { code: "placeholder_in_url", message, remedy: "remove it" };
  refuse(context, urlProblem(url, REMEDY) ?? placeholder);
}
