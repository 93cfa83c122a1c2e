import type { LookupFunction } from "node:net";
import { llm, log } from "@livekit/agents";
import type { HttpTool } from "../contract/http-tool.js";
import { headersOf } from "./headers.js";
import { PrivateAddressError } from "./private-address.js";
import { secretsIn, withoutCredentials, withoutSecrets } from "../without-secrets.js";
import { queryProblem } from "./fixed-query.js";
import { compileSchema } from "./schema.js";
import { AnswerTooLongError, callWeb, LONGEST_ANSWER, type WebAnswer } from "./web-request.js";

/** As much of a refusal as helps a model. */
const EXCERPT = 500;
const AGENT = "arkenos-agent";

/**
 * A web service as a tool of the model. GET and DELETE send the arguments in the query, other methods as
 * a JSON body. The model chooses arguments, never where they go.
 */
export function httpTool(
  tool: HttpTool,
  env: Readonly<Record<string, string | undefined>>,
  lookup?: LookupFunction,
): llm.ToolContextEntry {
  const judge = compileSchema(tool.parameters);
  const { headers, secrets: given } = headersOf(tool.headers, env);
  const secrets = [...given, ...secretsIn(env)];
  return llm.tool({
    name: tool.name,
    description: tool.description,
    parameters: { type: "object", properties: {}, ...tool.parameters },
    execute: async (args: Record<string, unknown>, { abortSignal }) => {
      const problem = judge(args) ?? queryProblem(tool.url, Object.keys(args));
      if (problem !== undefined) throw new llm.ToolError(`${tool.name} was not called: ${problem}`);
      const timeout = AbortSignal.timeout(tool.timeoutSeconds * 1000);
      const signal = abortSignal ? AbortSignal.any([timeout, abortSignal]) : timeout;
      try {
        const allowPrivate = tool.allowPrivate ?? false;
        const answer = await callWeb({
          ...shape(tool, args, headers),
          signal,
          allowPrivate,
          ...(lookup && { lookup }),
        });
        return accept(tool, answer, secrets);
      } catch (error) {
        throw explain(tool, error, timeout.aborted, secrets);
      }
    },
  });
}

function shape({ url: address, method }: HttpTool, args: Record<string, unknown>, given: Record<string, string>) {
  const url = new URL(address);
  const headers = { "user-agent": AGENT, accept: "application/json, text/*;q=0.9", ...lowerCased(given) };
  if (method !== "GET" && method !== "DELETE") {
    return { url, method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(args) };
  }
  for (const [name, value] of Object.entries(args))
    url.searchParams.append(name, typeof value === "string" ? value : JSON.stringify(value));
  return { url, method, headers };
}

/** JSON as what it says: the session makes text of it again. A service may echo what it was sent. */
function accept({ name }: HttpTool, { status, type, text: said }: WebAnswer, secrets: readonly string[]): unknown {
  if (status >= 300 && status < 400)
    throw new llm.ToolError(
      `${name} failed: the service answered with a redirect (${status}), and redirects are not followed`,
    );
  if (status < 200 || status >= 400) {
    const excerpt = withoutCredentials(said, secrets).slice(0, EXCERPT);
    throw new llm.ToolError(`${name} failed: the service answered ${status}: ${excerpt}`);
  }
  const text = withoutSecrets(said, secrets);
  if (!/\bjson\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What a caller may hear of a failure; the log has the rest. */
function explain(
  { name, timeoutSeconds }: HttpTool,
  error: unknown,
  isLate: boolean,
  secrets: readonly string[],
): Error {
  if (error instanceof llm.ToolError) return error;
  const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secrets);
  log().warn({ tool: name, reason }, "A tool's call failed");
  if (isLate) return new llm.ToolError(`${name} failed: the service did not answer within ${timeoutSeconds} seconds`);
  if (error instanceof PrivateAddressError)
    return new llm.ToolError(`${name} failed: its address is inside a network, and the tool does not allow that`);
  if (error instanceof AnswerTooLongError)
    return new llm.ToolError(`${name} failed: the service's answer is longer than ${LONGEST_ANSWER} bytes`);
  return new llm.ToolError(`${name} failed: the service could not be reached`);
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
