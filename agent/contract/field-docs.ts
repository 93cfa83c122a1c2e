import { createRequire } from "node:module";

/** Texts of a JSON Schema's properties, by JSON pointer. The build takes them from the comments of the types. */
export type FieldDocs = Readonly<Record<string, string>>;

/**
 * Reads the texts that the build has put into a package.
 *
 * @param module the file of the package that asks, its `import.meta.url`
 * @param name the package's subpath, `@arkenos/agent/contract-docs.json`
 * @throws where the package was compiled, and not built by `npm run build`
 */
export function readFieldDocs(module: string, name: string): FieldDocs {
  return createRequire(module)(name) as FieldDocs;
}

/** A JSON Schema with a description for each property that there is a text for. */
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
    throw new Error(`The schema has no ${key}: its texts are of another version; run npm run build`);
  return at(inner, rest);
}
