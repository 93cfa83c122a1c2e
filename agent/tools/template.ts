/** `${env:NAME}` is from the worker's environment, `{{name}}` from the call and, in URLs, `{name}` is an argument. */
const IN_TEXT = /\$\{env:(?<env>[A-Z][A-Z0-9_]*)\}|\{\{(?<variable>[^{}]*)\}\}/g;
const IN_URL = new RegExp(`${IN_TEXT.source}|(?<!\\$)\\{(?<argument>[A-Za-z_][\\w-]*)\\}`, "g");
/** The parts of a URL: scheme, host, and port; path; query; fragment. */
const URL_PARTS = /^([a-z]+:\/\/[^/?#\\]*)([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** The templates of a tool by setting: text, or JSON that contains text. */
export type Templates = Readonly<Record<string, unknown>>;

/** The values for templates. */
export interface Filling {
  /** The worker's environment, for `${env:NAME}`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Expands one `{{name}}`, given with its braces. */
  readonly expand: (reference: string) => string;
}

/** The parts of a URL template. */
export interface UrlParts {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** A value that cannot be sent in its place, such as `..` in a URL. */
export class UnfitValueError extends Error {
  constructor(place: string, problem: string) {
    super(`${place} ${problem}`);
    this.name = "UnfitValueError";
  }
}

/** Splits a URL template. */
export function urlParts(url: string): UrlParts {
  const [, origin = url, path = "", query = "", fragment = ""] = URL_PARTS.exec(url) ?? [];
  return { origin, path, query, fragment };
}

/** The environment variables that a template refers to. */
export function variablesIn(template: unknown): string[] {
  const found = textsIn(template).flatMap((text) => [...text.matchAll(IN_TEXT)].map(({ groups }) => groups?.["env"]));
  return [...new Set(found.filter((name) => name !== undefined))];
}

/** The arguments in a URL's path and query, in order. */
export function argumentsIn(url: string): string[] {
  const { path, query } = urlParts(url);
  const found = [...(path + query).matchAll(IN_URL)].map(({ groups }) => groups?.["argument"]);
  return [...new Set(found.filter((name) => name !== undefined))];
}

/** Removes the references from a text. */
export function withoutReferences(text: string): string {
  return text.replace(IN_TEXT, "");
}

/** Removes the references and arguments from a part of a URL. */
export function withoutPlaceholders(part: string): string {
  return part.replace(IN_URL, "");
}

/** Replaces the references in text or JSON. References inside values are not expanded. */
export function fillText<T>(template: T, filling: Filling): T;
export function fillText(template: unknown, filling: Filling): unknown {
  if (typeof template === "string") return template.replace(IN_TEXT, (...match) => valueOf(match, filling));
  if (Array.isArray(template)) return template.map((item: unknown) => fillText(item, filling));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillText(value, filling)]));
}

/**
 * Replaces the references and arguments in a URL. Values are percent-encoded, so they cannot add a segment, field, or host.
 *
 * @throws UnfitValueError
 */
export function fillUrl(url: string, args: Readonly<Record<string, unknown>>, filling: Filling): URL {
  const { origin, path, query } = urlParts(url);
  const fill = (part: string) => part.replace(IN_URL, (...match) => encode(match, args, filling));
  const segments = path.split("/").map((segment) => {
    const filled = fill(segment);
    const [placeholder] = segment.match(IN_URL) ?? [];
    // Servers and `new URL` resolve dot segments.
    if (placeholder !== undefined && /^(\.|%2e){0,2}$/i.test(filled))
      throw new UnfitValueError(
        `${placeholder} in the URL`,
        filled === "" ? "must not be empty" : "must not be . or ..",
      );
    return filled;
  });
  return new URL(origin + segments.join("/") + fill(query));
}

function encode(match: readonly unknown[], args: Readonly<Record<string, unknown>>, filling: Filling): string {
  const { argument } = groupsOf(match);
  if (argument === undefined) return encoded(valueOf(match, filling));
  const value = Object.hasOwn(args, argument) ? args[argument] : undefined;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    throw new UnfitValueError(`${String(match[0])} in the URL`, "must be text, a number, true or false");
  return encoded(String(value));
}

/** Percent-encodes a value. Lone surrogates, for which `encodeURIComponent` throws, become U+FFFD. */
function encoded(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

function valueOf(match: readonly unknown[], { env, expand }: Filling): string {
  const { env: name } = groupsOf(match);
  return name === undefined ? expand(String(match[0])) : (env[name] ?? "");
}

/** The named groups, which are the last argument of a `replace` callback. */
function groupsOf(match: readonly unknown[]): Readonly<Record<string, string | undefined>> {
  return match.at(-1) as Readonly<Record<string, string | undefined>>;
}

function textsIn(template: unknown): string[] {
  if (typeof template === "string") return [template];
  return typeof template === "object" && template !== null ? Object.values(template).flatMap(textsIn) : [];
}
