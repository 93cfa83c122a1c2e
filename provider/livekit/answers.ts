import { ApiError, NotFoundError } from "../errors.js";
import type { Answer } from "../http.js";
import { ConflictError } from "./conflict.js";
import { readRefusal } from "./refusals.js";

/** Handles an answer that a proxy sent in LiveKit's place. The parser's own error message would repeat it. */
export function parsedAnswer<T>(method: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new ApiError(method, { status: 200, code: "malformed", message: "The response did not come from LiveKit" });
  }
}

/** Throws the error of a call that LiveKit did not answer. */
export function unanswered(method: string, url: URL, error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason =
    cause instanceof Error
      ? "code" in cause && typeof cause.code === "string"
        ? cause.code
        : cause.name
      : "no answer";
  const answer = { status: 0, code: reason, message: `LiveKit did not answer at ${url.host}` };
  throw new ApiError(method, answer, "Check livekitUrl, and the network connection to it");
}

/** The error of a call that LiveKit refused. @param remedy what to check if it does not accept the credentials */
export function refusal(method: string, { status, statusText, headers, text }: Answer, remedy: string): ApiError {
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  const waiting = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  // LiveKit's message about a bad token repeats the token.
  if (status === 401) {
    const answer = {
      status: 401,
      code: "unauthenticated",
      message: "LiveKit does not accept the credentials",
      ...waiting,
    };
    return new ApiError(method, answer, remedy);
  }
  const { code, msg } = twirpError(text) ?? { code: "", msg: text.trim().slice(0, 200) || statusText };
  const message = msg.replace(/^twirp error unknown: /, "");
  const refused = readRefusal(code, message);
  const answer = { status, code: refused.code, message, ...waiting };
  if (refused.conflict) return new ConflictError(method, answer, refused.conflict);
  // A bad_route is a 404 too: only the code says that an object is gone.
  return code === "not_found" ? new NotFoundError(method, answer) : new ApiError(method, answer, refused.remedy);
}

function twirpError(text: string): { code: string; msg: string } | undefined {
  try {
    const { code, msg } = JSON.parse(text) as { code?: unknown; msg?: unknown };
    return typeof code === "string" && typeof msg === "string" ? { code, msg } : undefined;
  } catch {
    return undefined;
  }
}
