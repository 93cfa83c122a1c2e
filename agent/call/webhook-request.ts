import type { LookupFunction } from "node:net";
import type { Webhook } from "../contract/webhook.js";
import { deadline } from "../tools/deadline.js";
import { fillHeaders } from "../tools/headers.js";
import { callWeb, type WebAnswer } from "../tools/web-request.js";
import { SIGNATURE_HEADER, signatureOf } from "./signature.js";

/** A request to a webhook. */
export interface WebhookRequest {
  readonly webhook: Webhook;
  /** JSON. */
  readonly body: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly milliseconds: number;
  /** Headers in addition to the webhook's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** DNS lookup. @default the system's resolver */
  readonly lookup?: LookupFunction | undefined;
}

/** A webhook responded with a status other than 2xx. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number) {
    const isRedirect = status >= 300 && status < 400;
    super(`it responded with status ${status}${isRedirect ? "; redirects are not followed" : ""}`);
    this.name = "RefusedError";
    this.status = status;
  }
}

/**
 * Posts JSON to a webhook, signed with its secret. Like HTTP tools, it follows no redirects and reaches private addresses
 * only if the webhook allows them.
 *
 * @returns the response, if its status is 2xx
 * @throws RefusedError for any other status, or Error with a message without secrets
 */
export async function postTo({
  webhook,
  body,
  env,
  milliseconds,
  headers,
  lookup,
}: WebhookRequest): Promise<WebAnswer> {
  const { url, secretEnv, allowPrivate = false } = webhook;
  const secret = secretEnv === undefined ? undefined : env[secretEnv];
  if (secretEnv !== undefined && !secret) throw new Error(`the environment variable ${secretEnv} is not set`);
  const own = fillHeaders(webhook.headers ?? {}, { env, expand: (reference) => reference });
  const limit = deadline(milliseconds);
  try {
    const answer = await callWeb({
      url: new URL(url),
      method: "POST",
      headers: {
        "user-agent": "arkenos-agent",
        accept: "application/json",
        ...own,
        "content-type": "application/json",
        ...(secret && { [SIGNATURE_HEADER]: signatureOf(body, secret, new Date()) }),
        ...headers,
      },
      ...{ body, signal: limit.signal, allowPrivate },
      ...(lookup && { lookup }),
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw new RefusedError(answer.status);
  } catch (error) {
    throw limit.isOver() ? new Error(`it did not respond within ${milliseconds / 1000} seconds`) : error;
  } finally {
    limit.clear();
  }
}
