import type { HonoRequest } from "hono";
import { doubt, type Grants, parseToken } from "./token.js";
import { TwirpError } from "./twirp.js";

/** The key pair of the project. */
export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A token that is refused before the request is routed. Unlike all other errors, it is answered in plain text. */
export class RefusedTokenError extends Error {
  override readonly name = "RefusedTokenError";

  /** Its answer. */
  toResponse(): Response {
    return new Response(this.message, { status: 401, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
}

/**
 * The identity of the request, from the token in `Authorization` or `?access_token=`; none without a token
 * (`pkg/service/auth.go` of livekit/livekit). @throws RefusedTokenError if the token is invalid
 */
export function authenticate(request: HonoRequest, credentials: Credentials): Grants {
  const header = request.header("Authorization");
  // Fetch's Headers drop the space at the end of a bare "Bearer ", as Go's server does.
  if (header && !header.startsWith("Bearer "))
    throw new RefusedTokenError("invalid authorization header. Must start with Bearer ");
  const raw = header ? header.slice("Bearer ".length) : (new URL(request.url).searchParams.get("access_token") ?? "");
  if (raw === "") return {};
  const token = parseToken(raw);
  if (!token) throw new RefusedTokenError("invalid authorization token");
  if (token.issuer !== credentials.apiKey) throw new RefusedTokenError(`invalid API key: ${token.issuer}`);
  const problem = doubt(token, credentials.apiSecret);
  if (problem) throw new RefusedTokenError(`invalid token: ${raw}, error: ${problem}`);
  return token.grants;
}

/** @throws TwirpError if `permitted` is not true: a missing token and missing grants look the same. */
export function ensure(permitted: boolean | undefined): void {
  if (permitted !== true) throw new TwirpError("unauthenticated", "permissions denied");
}

/** Whether trunks and dispatch rules may be read and changed. */
export function sipAdmin(grants: Grants): boolean | undefined {
  return grants.sip?.admin;
}

/** Whether calls may be created and transferred. */
export function sipCall(grants: Grants): boolean | undefined {
  return grants.sip?.call;
}
