import ts from "typescript";

/** The parts of a JSON Schema that name properties. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly default?: unknown;
}

/** The texts of a schema's properties, by JSON pointer, from the comments of its type. */
export function schemaDocs(
  checker: ts.TypeChecker,
  schema: Schema,
  type: ts.Type,
  pointer = "",
): Record<string, string> {
  const below = (part: Schema, inner: ts.Type, path: string) => schemaDocs(checker, part, inner, `${pointer}/${path}`);
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  const types = type.isUnion() ? type.types : [type];
  const docs: Record<string, string> = {};
  anyOf.forEach((part, index) => Object.assign(docs, below(part, type, `anyOf/${index}`)));
  oneOf.forEach((part, index) => Object.assign(docs, below(part, type, `oneOf/${index}`)));
  for (const one of types) {
    const element = checker.isArrayType(one) ? checker.getTypeArguments(one as ts.TypeReference)[0] : undefined;
    if (items && element) Object.assign(docs, below(items, element, "items"));
    const value = one.getStringIndexType();
    if (typeof additionalProperties === "object" && value)
      Object.assign(docs, below(additionalProperties, value, "additionalProperties"));
    if (!isDescribed(checker, schema, one)) continue;
    for (const [name, part] of Object.entries(properties)) {
      const property = checker.getPropertyOfType(one, name.replace(/^arkenos:/, ""));
      if (property === undefined) continue;
      docs[`${pointer}/properties/${name}`] = textOf(checker, property, part);
      Object.assign(docs, below(part, checker.getTypeOfSymbol(property), `properties/${name}`));
    }
  }
  return docs;
}

/** Whether a schema's constants match those of a type: each alternative of a union has its own. */
function isDescribed(checker: ts.TypeChecker, { properties = {} }: Schema, type: ts.Type): boolean {
  return Object.entries(properties).every(([name, part]) => {
    const property = part.const === undefined ? undefined : checker.getPropertyOfType(type, name);
    const literal = property && checker.getTypeOfSymbol(property);
    return literal === undefined || (literal.isLiteral() && literal.value === part.const);
  });
}

/** The comment's text, with its default if the schema itself has none. */
function textOf(checker: ts.TypeChecker, property: ts.Symbol, part: Schema): string {
  const text = ts.displayPartsToString(property.getDocumentationComment(checker)).trim();
  const tag = property.getJsDocTags(checker).find(({ name }) => name === "default");
  return tag && part.default === undefined ? `${text} Default: ${ts.displayPartsToString(tag.text)}.` : text;
}
