import type { TwilioRequest } from "./request.js";

/** The HTTP methods of Twilio's APIs. */
export type Method = "GET" | "POST" | "DELETE";

/** One operation of Twilio's OpenAPI description. */
export interface Operation {
  readonly method: Method;
  /** Path template: `/v1/Trunks/{Sid}`. */
  readonly path: string;
  /** Performs it, and returns the answer's body; nothing for 204. */
  readonly answer: (request: TwilioRequest) => object | undefined;
}

type Answer = Operation["answer"];

/** An operation that reads. */
export const get = (path: string, answer: Answer): Operation => ({ method: "GET", path, answer });

/** An operation that creates or updates. */
export const post = (path: string, answer: Answer): Operation => ({ method: "POST", path, answer });

/** An operation that deletes; it has no answer body. */
export const remove = (path: string, act: (request: TwilioRequest) => unknown): Operation => ({
  method: "DELETE",
  path,
  answer: (request) => void act(request),
});

/** The parameters in a path, if it matches the template. */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const match = patternOf(template).exec(path);
  return match ? { ...match.groups } : undefined;
}

/** How literal a template is: `IncomingPhoneNumbers/Local.json` goes before `IncomingPhoneNumbers/{Sid}.json`. */
export function literalness(template: string): number {
  return template.replace(/\{\w+\}/g, "").length;
}

/** The status of success: 201 for a create, 204 for a delete. */
export function successStatus(operationId: string): 200 | 201 | 204 {
  if (operationId.startsWith("Create")) return 201;
  return operationId.startsWith("Delete") ? 204 : 200;
}

const patterns = new Map<string, RegExp>();

function patternOf(template: string): RegExp {
  const known = patterns.get(template);
  if (known) return known;
  const pattern = new RegExp(`^${template.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+?)")}$`);
  patterns.set(template, pattern);
  return pattern;
}
