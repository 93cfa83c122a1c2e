/**
 * What is wrong with arguments of these names, if the query of the tool's URL has fields of the same names: a service
 * may take the later one for the one that counts, or a field of the body for one of the query.
 */
export function queryProblem(url: string, names: readonly string[]): string | undefined {
  const fixed = new Set(URL.canParse(url) ? [...new URL(url).searchParams.keys()].map(field) : []);
  const twins = names.filter((name) => fixed.has(field(name)));
  return twins.length === 0 ? undefined : `the URL sets ${twins.join(", ")}, which no argument may change`;
}

/** Services read `page`, `Page`, `page[]` and `page[0]` as one field. */
function field(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[[.].*$/s, "");
}
