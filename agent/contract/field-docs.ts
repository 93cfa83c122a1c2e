import { createRequire } from "node:module";

/** Descriptions of a JSON Schema's properties, by JSON pointer. The build generates them from doc comments. */
export type FieldDocs = Readonly<Record<string, string>>;

/**
 * Reads the descriptions that the build writes into a package.
 *
 * @param module `import.meta.url` of the calling module
 * @param name package subpath, `@arkenos/agent/contract-docs.json`
 * @throws if the package was compiled without `npm run build`
 */
export function readFieldDocs(module: string, name: string): FieldDocs {
  return createRequire(module)(name) as FieldDocs;
}

/** Adds descriptions to the properties of a JSON Schema. */
export function withFieldDocs<Schema extends object>(schema: Schema, docs: FieldDocs): Schema {
  const described = structuredClone(schema);
  for (const [pointer, description] of Object.entries(docs))
    Object.assign(at(described, pointer.split("/").slice(1)), { description });
  return described;
}

function at(schema: object, [key, ...rest]: readonly string[]): object {
  if (key === undefined) return schema;
  const inner: unknown = Reflect.get(schema, key);
  if (typeof inner !== "object" || inner === null)
    throw new Error(`The schema has no ${key}: its descriptions are out of date; run npm run build`);
  return at(inner, rest);
}
