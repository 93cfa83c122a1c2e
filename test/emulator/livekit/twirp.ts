import type { Release } from "./release.js";

const statuses = {
  bad_route: 404,
  internal: 500,
  invalid_argument: 400,
  malformed: 400,
  not_found: 404,
  permission_denied: 403,
  resource_exhausted: 429,
  unauthenticated: 401,
  unavailable: 503,
  unimplemented: 501,
  unknown: 500,
} as const;

/** The Twirp error codes that the emulator answers with. */
export type Code = keyof typeof statuses;

/** An error in Twirp's wire format. */
export class TwirpError extends Error {
  override readonly name = "TwirpError";
  readonly code: Code;
  readonly meta: Readonly<Record<string, string>> | undefined;

  constructor(code: Code, message: string, meta?: Readonly<Record<string, string>>) {
    super(message);
    this.code = code;
    this.meta = meta;
  }

  /** Its answer. The content type is exactly `application/json`: the SDK parses no other error body. */
  toResponse(): Response {
    const body = JSON.stringify({ code: this.code, msg: this.message, meta: this.meta });
    return new Response(escapeHtml(body), {
      status: statuses[this.code],
      headers: { "Content-Type": "application/json" },
    });
  }
}

/** A plain Go error that a handler of the server returns. */
export class GoError extends Error {
  override readonly name: string = "GoError";
}

/** An error of the server's message bus. It keeps its code, but older releases add a prefix to its text. */
export class PsrpcError extends GoError {
  override readonly name = "PsrpcError";
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * How the server wraps an error that its handler returned unchanged (`utils/xtwirp/errors.go` of livekit/protocol);
 * releases from 1.13.11 on add no prefix.
 */
export function toTwirpError(error: TwirpError | GoError, release: Release): TwirpError {
  if (error instanceof TwirpError) return error;
  const prefix = release === "1.13.5" ? "twirp error unknown: " : "";
  if (error instanceof PsrpcError) return new TwirpError(error.code, `${prefix}${error.message}`);
  return new TwirpError("unknown", error.message);
}

/** Validates a request before anything else: every error is an `invalid_argument`. */
export function checkRequest(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof GoError ? new TwirpError("invalid_argument", error.message) : error;
  }
}

/** Go's `json.Marshal` writes these characters as escapes. */
function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
