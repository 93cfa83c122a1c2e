import { argumentsIn } from "./template.js";

/** The fields of a request that the tool sets itself. */
interface Fixed {
  readonly url: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What is wrong with arguments of these names, if the tool itself sets fields of the same names: a service may take the
 * later one for the one that counts, or a field of the body for one of the query. An argument that the URL holds is
 * sent nowhere else.
 */
export function fixedFieldProblem({ url, query = {}, body = {} }: Fixed, names: readonly string[]): string | undefined {
  const inUrl = URL.canParse(url) ? [...new URL(url).searchParams.keys()] : [];
  const consumed = argumentsIn(url);
  const sent = names.filter((name) => !consumed.includes(name));
  const places = { URL: inUrl, query: Object.keys(query), body: Object.keys(body) };
  for (const [place, fields] of Object.entries(places)) {
    const fixed = new Set(fields.map(field));
    const twins = sent.filter((name) => fixed.has(field(name)));
    if (twins.length > 0) return `the ${place} sets ${twins.join(", ")}, which no argument may change`;
  }
  return undefined;
}

/** Services read `page`, `Page`, `page[]` and `page[0]` as one field. */
function field(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[[.].*$/s, "");
}
