import { createHmac, timingSafeEqual } from "node:crypto";

/** The grants of a token. */
export interface Grants {
  readonly sip?: { readonly admin?: boolean; readonly call?: boolean } | null;
  readonly video?: {
    readonly roomCreate?: boolean;
    readonly roomList?: boolean;
    readonly roomAdmin?: boolean;
    readonly room?: string;
  } | null;
}

/** The claims of a token before validation. */
export interface Token {
  readonly raw: string;
  readonly algorithm: string;
  readonly issuer: string;
  readonly notBefore: number | undefined;
  readonly expires: number | undefined;
  readonly grants: Grants;
}

/** golang-jwt's algorithms; a token with another one cannot even be parsed. */
const algorithms = [
  "none",
  ...["HS", "RS", "PS", "ES"].flatMap((family) => ["256", "384", "512"].map((bits) => family + bits)),
  "EdDSA",
];
/** The clock difference that the server allows (`auth/verifier.go` of livekit/protocol). */
const leewaySeconds = 60;

/** Parses a token without validating it; undefined if it is not one. */
export function parseToken(raw: string): Token | undefined {
  const [header, claims, signature, ...rest] = raw.split(".").map(decodeSegment);
  if (header === undefined || claims === undefined || signature === undefined || rest.length > 0) return undefined;
  const { alg } = parseObject(header) ?? {};
  const { iss, sub, jti, aud, iat, nbf, exp, ...grants } = parseObject(claims) ?? { iss: 0 };
  if (typeof alg !== "string" || !algorithms.includes(alg)) return undefined;
  if (![iss, sub, jti].every(isText) || ![aud].flat().every(isText) || ![iat, nbf, exp].every(isDate)) return undefined;
  // An assumption: other claims are accepted unchanged. The server refuses wrong types in them, with Go's own messages.
  return { raw, algorithm: alg, issuer: String(iss ?? ""), notBefore: toDate(nbf), expires: toDate(exp), grants };
}

/** Why a token is invalid, in golang-jwt's words; undefined if it is valid. */
export function doubt(token: Token, secret: string, nowSeconds = Date.now() / 1000): string | undefined {
  if (token.algorithm !== "HS256") return `token signature is invalid: signing method ${token.algorithm} is invalid`;
  const signed = token.raw.slice(0, token.raw.lastIndexOf("."));
  const expected = createHmac("sha256", secret).update(signed).digest();
  const signature = Buffer.from(token.raw.slice(signed.length + 1), "base64url");
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    return "token signature is invalid: signature is invalid";
  }
  const problems = [
    token.expires !== undefined && nowSeconds >= token.expires + leewaySeconds ? ["token is expired"] : [],
    token.notBefore !== undefined && nowSeconds < token.notBefore - leewaySeconds ? ["token is not valid yet"] : [],
  ].flat();
  return problems.length === 0 ? undefined : `token has invalid claims: ${problems.join(", ")}`;
}

/** The text of a segment; undefined if it is not base64url in Go's form, without padding. */
function decodeSegment(encoded: string): string | undefined {
  return /^[\w-]*$/.test(encoded) && encoded.length % 4 !== 1
    ? Buffer.from(encoded, "base64url").toString()
    : undefined;
}

/** A JSON object; `null` counts as an empty one. */
function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isText(claim: unknown): boolean {
  return claim === undefined || claim === null || typeof claim === "string";
}

/** Go accepts a date as a number or a numeric string. */
function isDate(claim: unknown): boolean {
  return isText(claim) ? claim !== "" && !Number.isNaN(Number(claim ?? 0)) : typeof claim === "number";
}

function toDate(claim: unknown): number | undefined {
  return claim === undefined || claim === null ? undefined : Number(claim);
}
