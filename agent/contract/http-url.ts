import { argumentsIn, urlParts, withoutPlaceholders, withoutReferences } from "../tools/template.js";
import { IN_CLEAR, isReference, isSecretName } from "./secret.js";

/** A property that a URL cannot hold as text. */
const NO_TEXT = new Set<unknown>(["object", "array", "null"]);

/** What keeps a text from being the URL of a web service, or nothing. `${env:NAME}` and `{{name}}` may stand in it. */
export function urlProblem(url: string, secretRemedy: string): string | undefined {
  const { origin, path, query, fragment } = urlParts(url);
  if (/[{}]/.test(origin))
    return "has a placeholder before its path; write the host out, so that everybody sees where secrets are sent";
  const plain = withoutPlaceholders(path + query);
  if (/[{}]/.test(plain + fragment))
    return "has a brace that belongs to no placeholder; write {argument}, ${env:NAME} or {{caller.number}} in the path or the query, and %7B and %7D elsewhere";
  if (!/^https?:\/\/[^\s/]+$/i.test(origin) || /[\s\p{Cc}]/u.test(plain + fragment) || !URL.canParse(url))
    return "is not a URL; write https:// and a host";
  const { username, password, searchParams } = new URL(url);
  const isClear = (value: string) => withoutPlaceholders(value) !== "" && !isReference(value);
  const secret =
    [...searchParams].find(([name, value]) => isSecretName(name) && isClear(value))?.[0] ??
    (username || password ? "the user before the host" : undefined);
  return secret === undefined ? undefined : `${secret} ${IN_CLEAR}; send it as a header: ${secretRemedy}`;
}

/** What keeps a tool's arguments from standing in its URL, or nothing. */
export function argumentProblem(url: string, parameters: Readonly<Record<string, unknown>>): string | undefined {
  const { properties } = parameters;
  const declared = new Map(Object.entries(typeof properties === "object" && properties !== null ? properties : {}));
  const names = argumentsIn(url);
  const unknown = names.find((name) => !declared.has(name));
  if (unknown !== undefined)
    return `has the placeholder {${unknown}}, and parameters.properties declares no ${unknown}; declare it there`;
  const unfit = names.find((name) => NO_TEXT.has((declared.get(name) as { type?: unknown }).type));
  return unfit && `has the placeholder {${unfit}}, and ${unfit} is no text; declare it as a string, number or boolean`;
}

/** Whether a text refers to the environment in a spelling that nothing fills in: `${env:token}`. */
export function isMisspelled(text: string): boolean {
  return withoutReferences(text).includes("${env:");
}
