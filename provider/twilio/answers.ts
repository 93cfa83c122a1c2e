import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import { ApiError, NotFoundError } from "../errors.js";
import { REMEDIES } from "./remedies.js";

/** The transport's answer. */
interface HttpAnswer {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: unknown;
}

/**
 * Returns a successful answer.
 * @throws NotFoundError, ApiError without headers, body or credentials
 */
export function answered<T extends HttpAnswer>(
  request: RequestOptions<unknown>,
  response: T,
  remedies: Readonly<Record<string, string>> = REMEDIES,
): T {
  const { statusCode, body } = response;
  if (statusCode < 400 && (typeof body !== "string" || body === "")) return response;
  if (statusCode < 400) return { ...response, body: parsedAnswer(request, statusCode, body as string) };
  const { code, message } = errorBody(response.body);
  const retryAfter = Number((response.headers as Record<string, unknown> | undefined)?.["retry-after"] ?? Number.NaN);
  const answer = {
    status: response.statusCode,
    code,
    message,
    ...(Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }),
  };
  const ErrorClass = code === "20404" ? NotFoundError : ApiError;
  throw new ErrorClass(nameOf(request), answer, remedies[code]);
}

/** Handles an answer that a proxy sent in Twilio's place. The SDK's own error message would repeat it. */
function parsedAnswer(request: RequestOptions<unknown>, statusCode: number, body: string): unknown {
  const parsed = parse(body);
  if (parsed !== undefined) return parsed;
  throw new ApiError(nameOf(request), {
    status: statusCode,
    code: "malformed",
    message: "The response did not come from Twilio",
  });
}

/** Replaces the SDK's transport error, which contains the credentials, with one that does not. */
export function unanswered(request: RequestOptions<unknown>, error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
  throw new ApiError(nameOf(request), {
    status: 0,
    code,
    message: `Twilio did not answer at ${new URL(request.uri).host}`,
  });
}

/** The name of a call: `POST Trunks/TK…/OriginationUrls`. */
function nameOf({ method, uri }: RequestOptions<unknown>): string {
  const path = new URL(uri).pathname.replace(/^\/(v1|2010-04-01\/Accounts\/\w+)\//, "").replace(/\.json$/, "");
  return `${method.toUpperCase()} ${path}`;
}

/** Reads Twilio's two error formats: its own, and RFC 9457. */
function errorBody(body: unknown): { code: string; message: string } {
  const parsed = typeof body === "string" ? parse(body) : body;
  const { code, message, title, detail } = (parsed ?? {}) as Partial<
    Record<"code" | "message" | "title" | "detail", unknown>
  >;
  const text = [message, title, detail].find((text) => typeof text === "string" && text !== "");
  return {
    code: code === undefined ? "" : String(code),
    message: typeof text === "string" ? text : "Twilio gave no reason",
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
