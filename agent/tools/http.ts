import type { LookupFunction } from "node:net";
import { llm, log } from "@livekit/agents";
import { type HttpTool, templatesOf } from "../contract/http-tool.js";
import { secretsIn, withoutCredentials, withoutSecrets } from "../without-secrets.js";
import { UnreadableAnswerError } from "./answer-text.js";
import { deadline } from "./deadline.js";
import { environmentProblems, secretsOf } from "./environment.js";
import { fixedFieldProblem } from "./fixed-fields.js";
import { requestOf } from "./http-request.js";
import { PrivateAddressError } from "./private-address.js";
import { argumentSchema, compileSchema } from "./schema.js";
import { bridged } from "./speak-while.js";
import { argumentsIn, type Filling, UnfitValueError } from "./template.js";
import { AnswerTooLongError, callWeb, LONGEST_ANSWER, type WebAnswer } from "./web-request.js";

/** As much of a refusal as helps a model. */
const EXCERPT = 500;

/**
 * A web service as a tool of the model. The model chooses arguments, never where they go. A call that fails is not made
 * again, and the model is told why.
 *
 * @param filling what stands behind `${env:NAME}` and `{{name}}`
 * @throws Error when a variable of the environment is missing, or holds what no request can send
 */
export function httpTool(tool: HttpTool, filling: Filling, lookup?: LookupFunction): llm.ToolContextEntry {
  const parameters = argumentSchema(tool.parameters, argumentsIn(tool.url));
  const judge = compileSchema(parameters);
  const templates = templatesOf(tool);
  const [broken] = environmentProblems(templates, filling.env);
  if (broken !== undefined) throw new Error(broken[1]);
  const secrets = [...secretsOf(templates, filling.env), ...secretsIn(filling.env)];
  return llm.tool({
    name: tool.name,
    description: tool.description,
    parameters,
    execute: async (given: Record<string, unknown>, { ctx, abortSignal }) => {
      const { args, problem } = judge(given);
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
        return accept(tool, await bridged(tool.speakWhile, ctx, call), secrets);
      } catch (error) {
        throw explain(tool, error, limit.isOver(), secrets);
      } finally {
        limit.clear();
      }
    },
  });
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
  // An empty result would leave the model to guess whether it worked.
  if (said.trim() === "") return `${name} succeeded: the service answered ${status} and nothing else`;
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
  if (error instanceof UnfitValueError) return new llm.ToolError(`${name} was not called: ${error.message}`);
  const reason = withoutCredentials(error instanceof Error ? error.message : String(error), secrets);
  log().warn({ tool: name, reason }, "A tool's call failed");
  if (isLate) return new llm.ToolError(`${name} failed: the service did not answer within ${timeoutSeconds} seconds`);
  if (error instanceof PrivateAddressError)
    return new llm.ToolError(`${name} failed: its address is inside a network, and the tool does not allow that`);
  if (error instanceof AnswerTooLongError)
    return new llm.ToolError(`${name} failed: the service's answer is longer than ${LONGEST_ANSWER} bytes`);
  if (error instanceof UnreadableAnswerError) return new llm.ToolError(`${name} failed: ${error.message}`);
  return new llm.ToolError(`${name} failed: the service could not be reached`);
}
