/** `${env:NAME}` is the worker's, `{{name}}` the call's, and in a URL `{name}` is the model's argument. */
const IN_TEXT = /\$\{env:(?<env>[A-Z][A-Z0-9_]*)\}|\{\{(?<variable>[^{}]*)\}\}/g;
const IN_URL = new RegExp(`${IN_TEXT.source}|(?<!\\$)\\{(?<argument>[A-Za-z_][\\w-]*)\\}`, "g");
/** A URL, from its scheme to the end of its host and port, and the rest of it. */
const URL_PARTS = /^([a-z]+:\/\/[^/?#\\]*)([^?#]*)(\?[^#]*)?(#.*)?$/is;

/** Texts of a tool by the place they stand in: a text, or JSON with texts in it. */
export type Templates = Readonly<Record<string, unknown>>;

/** What templates are filled with. */
export interface Filling {
  /** The worker's environment, for `${env:NAME}`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Expands one `{{name}}`, braces and all. */
  readonly expand: (reference: string) => string;
}

/** A URL template in its parts. */
export interface UrlParts {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** A value that a request cannot hold in its place, such as an argument that is `..` in a URL. */
export class UnfitValueError extends Error {
  constructor(place: string, problem: string) {
    super(`${place} ${problem}`);
    this.name = "UnfitValueError";
  }
}

/** Takes a URL template apart. */
export function urlParts(url: string): UrlParts {
  const [, origin = url, path = "", query = "", fragment = ""] = URL_PARTS.exec(url) ?? [];
  return { origin, path, query, fragment };
}

/** The variables of the environment that a text, or any text within JSON, refers to. */
export function variablesIn(template: unknown): string[] {
  const found = textsIn(template).flatMap((text) => [...text.matchAll(IN_TEXT)].map(({ groups }) => groups?.["env"]));
  return [...new Set(found.filter((name) => name !== undefined))];
}

/** The arguments that a URL's path and query name, in order. */
export function argumentsIn(url: string): string[] {
  const { path, query } = urlParts(url);
  const found = [...(path + query).matchAll(IN_URL)].map(({ groups }) => groups?.["argument"]);
  return [...new Set(found.filter((name) => name !== undefined))];
}

/** What is left of a text without its references. */
export function withoutReferences(text: string): string {
  return text.replace(IN_TEXT, "");
}

/** What is left of a part of a URL without its references and arguments. */
export function withoutPlaceholders(part: string): string {
  return part.replace(IN_URL, "");
}

/** A text, or JSON, with the values of its references in place. What a value holds is never expanded again. */
export function fillText<T>(template: T, filling: Filling): T;
export function fillText(template: unknown, filling: Filling): unknown {
  if (typeof template === "string") return template.replace(IN_TEXT, (...match) => valueOf(match, filling));
  if (Array.isArray(template)) return template.map((item: unknown) => fillText(item, filling));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillText(value, filling)]));
}

/**
 * A URL with its values in place, each percent-encoded: no value adds a segment, a field or a host.
 *
 * @throws UnfitValueError
 */
export function fillUrl(url: string, args: Readonly<Record<string, unknown>>, filling: Filling): URL {
  const { origin, path, query } = urlParts(url);
  const fill = (part: string) => part.replace(IN_URL, (...match) => encode(match, args, filling));
  const segments = path.split("/").map((segment) => {
    const filled = fill(segment);
    const [placeholder] = segment.match(IN_URL) ?? [];
    // To a server, and to `new URL`, these lead up.
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

/** Half a character, which `encodeURIComponent` throws at, becomes U+FFFD. */
function encoded(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

function valueOf(match: readonly unknown[], { env, expand }: Filling): string {
  const { env: name } = groupsOf(match);
  return name === undefined ? expand(String(match[0])) : (env[name] ?? "");
}

/** The named groups come last among what `replace` hands over. */
function groupsOf(match: readonly unknown[]): Readonly<Record<string, string | undefined>> {
  return match.at(-1) as Readonly<Record<string, string | undefined>>;
}

function textsIn(template: unknown): string[] {
  if (typeof template === "string") return [template];
  return typeof template === "object" && template !== null ? Object.values(template).flatMap(textsIn) : [];
}
