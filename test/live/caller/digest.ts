import { createHash } from "node:crypto";

/** What a digest challenge is answered with, as the header says it. */
export interface DigestAnswer {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
}

/** Reads a Proxy-Authorization header; undefined if there is none, or it is no digest. */
export function readDigest(header: string): DigestAnswer | undefined {
  if (!/^digest /i.test(header)) return undefined;
  const values = Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g)].map(([, name, quoted, plain]) => [name, quoted ?? plain]),
  );
  const { username = "", realm = "", nonce = "", uri = "", response = "" } = values;
  return { username, realm, nonce, uri, response };
}

/** Whether an answer was made with the password of which HA1 is kept (RFC 2617, without qop). */
export function isRight({ nonce, uri, response }: DigestAnswer, ha1: string, method: string): boolean {
  return response === md5(`${ha1}:${nonce}:${md5(`${method}:${uri}`)}`);
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
