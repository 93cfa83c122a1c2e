import type { Call, Send } from "./http.js";
import { withoutSecrets } from "./without-secrets.js";

/** The names of fields that contain a secret, in requests to either cloud. */
const SECRET_FIELD = /passw|secret|token/i;

/**
 * Makes refusals safe to show: the error text of a server or a proxy may echo the call. Hides every secret that was
 * sent through this transport or that `secrets` returns.
 */
export function redacting(send: Send, secrets: () => readonly string[]): Send {
  const sent = new Set<string>();
  return async (call) => {
    for (const secret of secretsIn(call)) sent.add(secret);
    const answer = await send(call);
    if (answer.status >= 200 && answer.status < 300) return answer;
    const clean = (text: string) => withoutSecrets(text, [...secrets(), ...sent, authorizationOf(call)]);
    return { ...answer, text: clean(answer.text), statusText: clean(answer.statusText) };
  };
}

function authorizationOf({ headers }: Call): string {
  return (headers.Authorization ?? "").replace(/^\w+ /, "");
}

/** The values of secret fields in a body: form fields for Twilio, JSON for LiveKit. */
function secretsIn({ body = "" }: Call): string[] {
  if (!SECRET_FIELD.test(body)) return [];
  return body.startsWith("{") ? inJson(JSON.parse(body)) : inForm(new URLSearchParams(body));
}

function inForm(fields: URLSearchParams): string[] {
  return [...fields].flatMap(([name, value]) => (SECRET_FIELD.test(name) ? [value] : []));
}

function inJson(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    typeof inner === "string" ? (SECRET_FIELD.test(name) ? [inner] : []) : inJson(inner),
  );
}
