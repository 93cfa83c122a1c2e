import { argumentsIn, urlParts, withoutPlaceholders, withoutReferences } from "../tools/template.js";
import { IN_CLEAR, isReference, isSecretName } from "./secret.js";

/** Types that cannot be written into a URL. */
const NO_TEXT = new Set<unknown>(["object", "array", "null"]);

/** Why a text is not the URL of a web service; undefined if it is. It may contain `${env:NAME}` and `{{name}}`. */
export function urlProblem(url: string, secretRemedy: string): string | undefined {
  const { origin, path, query, fragment } = urlParts(url);
  if (/[{}]/.test(origin))
    return "has a placeholder before its path; spell out the host, so that the config shows where secrets are sent";
  const plain = withoutPlaceholders(path + query);
  if (/[{}]/.test(plain + fragment))
    return "has a brace outside a placeholder; write {argument}, ${env:NAME} or {{caller.number}} in the path or the query, and %7B and %7D for literal braces";
  if (!/^https?:\/\/[^\s/]+$/i.test(origin) || /[\s\p{Cc}]/u.test(plain + fragment) || !URL.canParse(url))
    return "is not a URL; write https:// and a host";
  const { username, password, searchParams } = new URL(url);
  const isClear = (value: string) => withoutPlaceholders(value) !== "" && !isReference(value);
  const secret =
    [...searchParams].find(([name, value]) => isSecretName(name) && isClear(value))?.[0] ??
    (username || password ? "the user before the host" : undefined);
  return secret === undefined ? undefined : `${secret} ${IN_CLEAR}; send it as a header: ${secretRemedy}`;
}

/** Why a tool's arguments cannot be written into its URL; undefined if they can. */
export function argumentProblem(url: string, parameters: Readonly<Record<string, unknown>>): string | undefined {
  const { properties } = parameters;
  const declared = new Map(Object.entries(typeof properties === "object" && properties !== null ? properties : {}));
  const names = argumentsIn(url);
  const unknown = names.find((name) => !declared.has(name));
  if (unknown !== undefined)
    return `has the placeholder {${unknown}}, which parameters.properties does not declare; declare it there`;
  const unfit = names.find((name) => NO_TEXT.has((declared.get(name) as { type?: unknown }).type));
  return (
    unfit &&
    `has the placeholder {${unfit}}, which cannot be written into a URL; declare it as a string, number or boolean`
  );
}

/** Whether a text has a misspelled reference to the environment, such as `${env:token}`. */
export function isMisspelled(text: string): boolean {
  return withoutReferences(text).includes("${env:");
}
