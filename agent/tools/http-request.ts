import type { HttpTool } from "../contract/http-tool.js";
import { bodyKind } from "../contract/body-kind.js";
import { fillHeaders } from "./headers.js";
import { argumentsIn, fillText, fillUrl, type Filling } from "./template.js";
import type { WebRequest } from "./web-request.js";

type Fields = Readonly<Record<string, unknown>>;

const AGENT = "arkenos-agent";

/**
 * Builds a tool's request. Arguments that the URL names go into the URL. The others go into the query of a GET or DELETE,
 * or else into the body, encoded according to the tool's `Content-Type`.
 *
 * @throws UnfitValueError
 */
export async function requestOf(
  tool: HttpTool,
  args: Fields,
  filling: Filling,
): Promise<Pick<WebRequest, "url" | "method" | "headers" | "body">> {
  const { method } = tool;
  const url = fillUrl(tool.url, args, filling);
  const inUrl = argumentsIn(tool.url);
  const rest = Object.entries(args).filter(([name]) => !inUrl.includes(name));
  for (const [name, value] of Object.entries(fillText(tool.query ?? {}, filling))) url.searchParams.append(name, value);
  const given = fillHeaders(tool.headers, filling);
  const headers = { "user-agent": AGENT, accept: "application/json, text/*;q=0.9", ...given };
  if (method === "GET" || method === "DELETE") {
    for (const [name, value] of rest) url.searchParams.append(name, textOf(value));
    return { url, method, headers };
  }
  const fields = { ...Object.fromEntries(rest), ...fillText(tool.body ?? {}, filling) };
  const { type, body } = await bodyOf(fields, given["content-type"]);
  return { url, method, headers: { ...headers, "content-type": type }, body };
}

async function bodyOf(fields: Fields, type = "application/json"): Promise<{ type: string; body: string | Buffer }> {
  const kind = bodyKind(type);
  if (kind === "form") return { type, body: new URLSearchParams(formFields(fields)).toString() };
  if (kind !== "multipart") return { type, body: JSON.stringify(fields) };
  const form = new FormData();
  for (const [name, value] of formFields(fields)) form.append(name, value);
  // FormData chooses a boundary that does not occur in any value.
  const whole = new Response(form);
  return { type: whole.headers.get("content-type") ?? type, body: Buffer.from(await whole.arrayBuffer()) };
}

/** Form fields. A list becomes a repeated field, and null is omitted. */
function formFields(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter((item) => item !== null)
      .map((item): [string, string] => [name, textOf(item)]),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
