import { isSecretName } from "./contract/secret.js";

/** What stands in a secret's place. */
const HIDDEN = "[secret]";
/** Shorter values are no secrets, and hiding them would tear words apart. */
const SHORTEST = 6;
/** Words that follow the name of a scheme where nothing is given away. */
const PLAIN = /^(auth\w*|credentials?|tokens?|realm|scheme|header|access|error|is|was|or|and|not|required?|plan)\b/i;
const SCHEME = /\b(basic|bearer)(\s+|%20|\+)("?[\w+/.~%=-]{4,})/gi;
const JWT = /\beyJ[\w+/=-]{4,}(\.[\w-]*){0,4}/g;
/** What may be base64, encoded for a URL or not. */
const BASE64 = /[\w+/%=-]{6,}/g;
const USER_IN_URL = /(\/\/|\bsips?:)[^\s/@:"'<>]{0,256}:[^\s/@"'<>]{0,256}@/gi;

/** The values of an environment's secret variables, by their names. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value !== undefined && isSecretName(name) ? [value] : []));
}

/**
 * A text without these secrets. A secret is found as it is, encoded for a URL, for JSON, for a page, in hexadecimal and
 * in base64, also within longer base64.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST);
  if (known.length === 0) return text;
  const parts = known.flatMap(partsOf);
  const rest = text.replace(BASE64, (run) => (parts.some((part) => run.includes(part)) ? HIDDEN : run));
  // One may be part of another.
  const forms = [...new Set(known.flatMap(formsOf))].sort((one, other) => other.length - one.length);
  return rest.replace(new RegExp(forms.map(literal).join("|"), "g"), HIDDEN);
}

/** Removes these secrets, and any other credential, from another party's description of a failure. */
export function withoutCredentials(text: string, secrets: readonly string[]): string {
  return withoutSecrets(text, secrets)
    .replace(BASE64, (run) => (holdsToken(run) ? HIDDEN : run))
    .replace(SCHEME, (all, scheme: string, _gap, value: string) => (PLAIN.test(value) ? all : `${scheme} ${HIDDEN}`))
    .replace(JWT, HIDDEN)
    .replace(USER_IN_URL, `$1${HIDDEN}@`);
}

/** The forms that a secret has in what others say, base64 aside. */
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

/** The part of a Base64 text that depends on the secret alone, not on what precedes or follows it. */
function partsOf(secret: string): string[] {
  const decided = [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (["base64", "base64url"] as const).map((alphabet) => bytes.toString(alphabet).slice(from, to));
  });
  return [...decided, ...decided.map(encodeURIComponent)];
}

/** Whether a run of base64 holds a token that is not known, wherever it begins. */
function holdsToken(run: string): boolean {
  return [0, 1, 2, 3].some(
    (skipped) => Buffer.from(run.slice(skipped), "base64").toString("latin1").search(JWT) !== -1,
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** An error as the log may show it: without the secrets of an environment, which a provider may repeat. */
export function loggableError(
  error: unknown,
  env: Readonly<Record<string, string | undefined>>,
): { type: string; message: string; stack: string } {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const clean = (text: string) => withoutCredentials(text, secretsIn(env));
  return { type: name, message: clean(message), stack: clean(stack) };
}
