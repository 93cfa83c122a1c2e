import { withoutUserInUrl } from "./user-in-url.js";

/** The replacement for a secret. */
const HIDDEN = "[secret]";
/** Shorter values are not secrets, and hiding them would tear words apart. */
const SHORTEST = 6;
/** Words that may follow the name of a scheme without revealing a secret. */
const PLAIN = /^(auth\w*|credentials?|tokens?|realm|scheme|header|access|error|is|was|or|and|not|required?|plan)\b/i;
const SCHEME = /\b(basic|bearer)(\s+|%20|\+)("?[\w+/.~%=-]{4,})/gi;
const JWT = /\beyJ[\w+/=-]{4,}(\.[\w-]*){0,4}/g;
/** Text that may be base64, whether or not it is encoded for a URL. */
const BASE64 = /[\w+/%=-]{6,}/g;

/**
 * Removes these secrets, and any other credential, from a text that a server or a proxy wrote. Finds a secret in plain
 * text, encoded for a URL, JSON or HTML, in hexadecimal and in base64, even inside a longer base64 text such as that of
 * `user:password`.
 */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  const known = [...secrets].filter((secret) => secret.length >= SHORTEST);
  const cleaned = hidden(text, known)
    .replace(BASE64, (run) => (holdsToken(run) ? HIDDEN : run))
    .replace(SCHEME, (all, scheme: string, _gap, value: string) => (PLAIN.test(value) ? all : `${scheme} ${HIDDEN}`))
    .replace(JWT, HIDDEN);
  return withoutUserInUrl(cleaned);
}

function hidden(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text;
  const parts = secrets.flatMap(partsOf);
  const rest = text.replace(BASE64, (run) => (parts.some((part) => run.includes(part)) ? HIDDEN : run));
  // A secret may be part of another, so longer ones come first.
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  return rest.replace(new RegExp(forms.map(literal).join("|"), "g"), HIDDEN);
}

/** The encodings in which a secret may appear, except base64. */
function formsOf(secret: string): string[] {
  const inUrl = encodeURIComponent(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    inUrl,
    inUrl.replace(/%../g, (hex) => hex.toLowerCase()),
    new URLSearchParams({ s: secret }).toString().slice(2),
    inJson,
    inJson.replaceAll("/", "\\/"),
    inJson.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
    secret.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`),
    secret.replace(/[<>&"]/g, (character) => ENTITIES[character] ?? character),
    Buffer.from(secret).toString("hex"),
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** The part of a base64 text that depends only on the secret, not on the text around it. */
function partsOf(secret: string): string[] {
  const decided = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((alphabet) => bytes.toString(alphabet).slice(from, to));
  });
  return [...decided, ...decided.map(encodeURIComponent)];
}

/** Whether a run of base64 contains an unknown token, at any offset. */
function holdsToken(run: string): boolean {
  return [0, 1, 2, 3].some(
    (skipped) => Buffer.from(run.slice(skipped), "base64").toString("latin1").search(JWT) !== -1,
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
