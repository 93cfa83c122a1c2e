import { argumentsIn } from "./template.js";

/** The fields of a request that the tool sets. */
interface Fixed {
  readonly url: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Why arguments conflict with fields that the tool sets; undefined if they do not. Given two fields of the same name, a
 * service may use the later one, or a body field in place of a query field. Arguments in the URL are not sent as fields.
 */
export function fixedFieldProblem({ url, query = {}, body = {} }: Fixed, names: readonly string[]): string | undefined {
  const inUrl = URL.canParse(url) ? [...new URL(url).searchParams.keys()] : [];
  const consumed = argumentsIn(url);
  const sent = names.filter((name) => !consumed.includes(name));
  const places = { URL: inUrl, query: Object.keys(query), body: Object.keys(body) };
  for (const [place, fields] of Object.entries(places)) {
    const fixed = new Set(fields.map(field));
    const duplicates = sent.filter((name) => fixed.has(field(name)));
    if (duplicates.length > 0) return `the ${place} sets ${duplicates.join(", ")}, which arguments cannot override`;
  }
  return undefined;
}

/** The field's name as services compare it: `page`, `Page`, `page[]` and `page[0]` are the same field. */
function field(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[[.].*$/s, "");
}
