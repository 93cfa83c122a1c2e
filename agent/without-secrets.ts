import { isSecretName } from "./contract/secret.js";

/** Replaces each secret. */
const HIDDEN = "[secret]";
/** Values shorter than this are not secrets, and hiding them would garble ordinary words. */
const SHORTEST = 6;
/** Ordinary words that can follow "basic" or "bearer" in a sentence. */
const PLAIN = /^(auth\w*|credentials?|tokens?|realm|scheme|header|access|error|is|was|or|and|not|required?|plan)\b/i;
const SCHEME = /\b(basic|bearer)(\s+|%20|\+)("?[\w+/.~%=-]{4,})/gi;
const JWT = /\beyJ[\w+/=-]{4,}(\.[\w-]*){0,4}/g;
/** A run of characters that may be base64, base64url, or percent-encoded base64. */
const BASE64 = /[\w+/%=-]{6,}/g;
const USER_IN_URL = /(\/\/|\bsips?:)[^\s/@:"'<>]{0,256}:[^\s/@"'<>]{0,256}@/gi;

/** The values of the environment variables whose names mark them as secret. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value !== undefined && isSecretName(name) ? [value] : []));
}

/**
 * Removes secrets from a text. Finds each secret in plain text, percent-encoded, escaped for JSON or HTML, in
 * hexadecimal, and in base64, including inside a longer base64 string.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST);
  if (known.length === 0) return text;
  const parts = known.flatMap(partsOf);
  const rest = text.replace(BASE64, (run) => (parts.some((part) => run.includes(part)) ? HIDDEN : run));
  // Longest first, because one form can be part of another.
  const forms = [...new Set(known.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  return rest.replace(new RegExp(forms.map(literal).join("|"), "g"), HIDDEN);
}

/** Removes secrets, and anything else that looks like a credential, from an error message of another service. */
export function withoutCredentials(text: string, secrets: readonly string[]): string {
  return withoutSecrets(text, secrets)
    .replace(BASE64, (run) => (holdsToken(run) ? HIDDEN : run))
    .replace(SCHEME, (all, scheme: string, _gap, value: string) => (PLAIN.test(value) ? all : `${scheme} ${HIDDEN}`))
    .replace(JWT, HIDDEN)
    .replace(USER_IN_URL, `$1${HIDDEN}@`);
}

/** The encodings in which a secret can appear, except base64. */
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

/** The parts of a base64 string that depend on the secret alone, whatever precedes or follows it. */
function partsOf(secret: string): string[] {
  const decided = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((alphabet) => bytes.toString(alphabet).slice(from, to));
  });
  return [...decided, ...decided.map(encodeURIComponent)];
}

/** Whether a run of base64 contains a JWT, at any alignment. */
function holdsToken(run: string): boolean {
  return [0, 1, 2, 3].some(
    (skipped) => Buffer.from(run.slice(skipped), "base64").toString("latin1").search(JWT) !== -1,
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** An error for the log, without the environment's secrets: a provider may repeat the key it rejects. */
export function loggableError(
  error: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { type: string; message: string; stack: string } {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const clean = (text: string) => withoutCredentials(text, secretsIn(env));
  return { type: name, message: clean(message), stack: clean(stack) };
}
