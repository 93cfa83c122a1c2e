import { argumentsIn, urlParts, withoutPlaceholders, withoutReferences } from "../tools/template.js";
import type { ProblemDetail } from "./problem.js";
import { IN_CLEAR, isReference, isSecretName } from "./secret.js";

/** Types that cannot be written into a URL. */
const NO_TEXT = new Set<unknown>(["object", "array", "null"]);

/** Why a text is not the URL of a web service; undefined if it is. It may contain `${env:NAME}` and `{{name}}`. */
export function urlProblem(url: string, secretRemedy: string): ProblemDetail | undefined {
  const { origin, path, query, fragment } = urlParts(url);
  if (/[{}]/.test(origin))
    return {
      code: "placeholder_in_host",
      message: "has a placeholder before its path",
      remedy: "spell out the host, so that the config shows where secrets are sent",
    };
  const plain = withoutPlaceholders(path + query);
  if (/[{}]/.test(plain + fragment))
    return {
      code: "brace_in_url",
      message: "has a brace outside a placeholder",
      remedy:
        "write {argument}, ${env:NAME} or {{caller.number}} in the path or the query, and %7B and %7D for literal braces",
    };
  if (!/^https?:\/\/[^\s/]+$/i.test(origin) || /[\s\p{Cc}]/u.test(plain + fragment) || !URL.canParse(url))
    return { code: "not_a_url", message: "is not a URL", remedy: "write https:// and a host" };
  const { username, password, searchParams } = new URL(url);
  const isClear = (value: string) => withoutPlaceholders(value) !== "" && !isReference(value);
  const secret =
    [...searchParams].find(([name, value]) => isSecretName(name) && isClear(value))?.[0] ??
    (username || password ? "the user before the host" : undefined);
  if (secret === undefined) return undefined;
  const { code, message } = IN_CLEAR;
  return { code, message: `${secret} ${message}`, remedy: `send it as a header: ${secretRemedy}` };
}

/** Why a tool's arguments cannot be written into its URL; undefined if they can. */
export function argumentProblem(url: string, parameters: Readonly<Record<string, unknown>>): ProblemDetail | undefined {
  const { properties } = parameters;
  const declared = new Map(Object.entries(typeof properties === "object" && properties !== null ? properties : {}));
  const names = argumentsIn(url);
  const unknown = names.find((name) => !declared.has(name));
  if (unknown !== undefined)
    return {
      code: "undeclared_placeholder",
      message: `has the placeholder {${unknown}}, which parameters.properties does not declare`,
      remedy: "declare it there",
    };
  const unfit = names.find((name) => NO_TEXT.has((declared.get(name) as { type?: unknown }).type));
  if (unfit === undefined) return undefined;
  return {
    code: "unfit_placeholder",
    message: `has the placeholder {${unfit}}, which cannot be written into a URL`,
    remedy: "declare it as a string, number or boolean",
  };
}

/** Whether a text has a misspelled reference to the environment, such as `${env:token}`. */
export function isMisspelled(text: string): boolean {
  return withoutReferences(text).includes("${env:");
}
