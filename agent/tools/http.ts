import type { LookupFunction } from "node:net";
import { llm, log } from "@livekit/agents";
import { type HttpTool, templatesOf } from "../contract/http-tool.js";
import { ProblemError } from "../contract/problem.js";
import { secretsIn, withoutCredentials, withoutSecrets } from "../without-secrets.js";
import { UnreadableAnswerError } from "./answer-text.js";
import { deadline } from "./deadline.js";
import { environmentProblems, secretsOf } from "./environment.js";
import { fixedFieldProblem } from "./fixed-fields.js";
import { requestOf } from "./http-request.js";
import { PrivateAddressError } from "./private-address.js";
import { argumentSchema, compileSchema } from "./schema.js";
import { withFiller } from "./speak-while.js";
import { argumentsIn, type Filling, UnfitValueError } from "./template.js";
import { AnswerTooLongError, callWeb, LONGEST_ANSWER, type WebAnswer } from "./web-request.js";

/** Maximum length of a service's error message for the model, in characters. */
const EXCERPT = 500;

/**
 * A web service as a tool for the model. The model chooses arguments, but never the host. Failed requests are not retried;
 * the model receives the reason.
 *
 * @param filling values for `${env:NAME}` and `{{name}}`
 * @throws ProblemError if an environment variable is not set, or contains characters that no request can send
 */
export function httpTool(tool: HttpTool, filling: Filling, lookup?: LookupFunction): llm.ToolContextEntry {
  const parameters = argumentSchema(tool.parameters, argumentsIn(tool.url));
  const validate = compileSchema(parameters);
  const templates = templatesOf(tool);
  const [broken] = environmentProblems(templates, filling.env);
  if (broken !== undefined) throw new ProblemError(broken);
  const secrets = [...secretsOf(templates, filling.env), ...secretsIn(filling.env)];
  return llm.tool({
    name: tool.name,
    description: tool.description,
    parameters,
    execute: async (given: Record<string, unknown>, { ctx, abortSignal }) => {
      const { args, problem } = validate(given);
      const refusal = problem ?? fixedFieldProblem(tool, Object.keys(args));
      if (refusal !== undefined) throw new llm.ToolError(`${tool.name} was not called: ${refusal}`);
      const limit = deadline(tool.timeoutSeconds * 1000, abortSignal);
      const call = async () =>
        callWeb({
          ...(await requestOf(tool, args, filling)),
          signal: limit.signal,
          allowPrivate: tool.allowPrivate ?? false,
          ...(lookup && { lookup }),
        });
      try {
        return resultOf(tool, await withFiller(tool.speakWhile, ctx, call), secrets);
      } catch (error) {
        throw explain(tool, error, limit.isOver(), secrets);
      } finally {
        limit.clear();
      }
    },
  });
}

/** The tool's result: parsed JSON, or text. Removes secrets, because a service may echo the request. */
function resultOf({ name }: HttpTool, { status, type, text: body }: WebAnswer, secrets: readonly string[]): unknown {
  if (status >= 300 && status < 400)
    throw new llm.ToolError(
      `${name} failed: the service responded with a redirect (${status}), and redirects are not followed`,
    );
  if (status < 200 || status >= 400) {
    const excerpt = withoutCredentials(body, secrets).slice(0, EXCERPT);
    throw new llm.ToolError(`${name} failed: the service responded with status ${status}: ${excerpt}`);
  }
  // With an empty result, the model could not know whether the request succeeded.
  if (body.trim() === "") return `${name} succeeded: the service responded with status ${status} and no content`;
  const text = withoutSecrets(body, secrets);
  if (!/\bjson\b/i.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The error for the model, which the caller may hear. The details are logged. */
function explain(
  { name, timeoutSeconds }: HttpTool,
  error: unknown,
  isLate: boolean,
  secrets: readonly string[],
): Error {
  if (error instanceof llm.ToolError) return error;
  if (error instanceof UnfitValueError) return new llm.ToolError(`${name} was not called: ${error.message}`);
  const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secrets);
  log().warn({ tool: name, reason }, "A tool call failed");
  if (isLate) return new llm.ToolError(`${name} failed: the service did not respond within ${timeoutSeconds} seconds`);
  if (error instanceof PrivateAddressError)
    return new llm.ToolError(`${name} failed: its address is private, and the tool does not allow private addresses`);
  if (error instanceof AnswerTooLongError)
    return new llm.ToolError(`${name} failed: the service's response is longer than ${LONGEST_ANSWER} bytes`);
  if (error instanceof UnreadableAnswerError) return new llm.ToolError(`${name} failed: ${error.message}`);
  return new llm.ToolError(`${name} failed: the service could not be reached`);
}
