import { createHash } from "node:crypto";

/** The fields of the header that answers a digest challenge. */
export interface DigestAnswer {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
}

/** Parses a Proxy-Authorization header; undefined if there is none or it is not a digest. */
export function readDigest(header: string): DigestAnswer | undefined {
  if (!/^digest /i.test(header)) return undefined;
  const values = Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g)].map(([, name, quoted, plain]) => [name, quoted ?? plain]),
  );
  const { username = "", realm = "", nonce = "", uri = "", response = "" } = values;
  return { username, realm, nonce, uri, response };
}

/** Whether an answer used the password with this HA1 (RFC 2617, without qop). */
export function isRight({ nonce, uri, response }: DigestAnswer, ha1: string, method: string): boolean {
  return response === md5(`${ha1}:${nonce}:${md5(`${method}:${uri}`)}`);
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
