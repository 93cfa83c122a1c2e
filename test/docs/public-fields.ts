import ts from "typescript";

/** A field that a program can set or read, and its text in an editor. */
export interface Field {
  /** Its path: `InboundTrunkArgs.media.codecs.name`. */
  readonly path: string;
  /** Its text, without tags. */
  readonly text: string;
}

/** Every public name of a module, and every field of its types at every depth. */
export function publicFields(checker: ts.TypeChecker, module: ts.Symbol): Field[] {
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const seen = new Set<ts.Type>();
    const fields = typesOf(checker, symbol).flatMap((type) => fieldsOf(checker, type, exported.name, seen));
    return [{ path: exported.name, text: textOf(checker, symbol) }, ...fields];
  });
}

/** The types behind a name: that of its instances, and that of its value with what it takes and returns. */
function typesOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type[] {
  const { Type, Function: Fn, Class } = ts.SymbolFlags;
  const value = symbol.flags & (Fn | Class) ? checker.getTypeOfSymbol(symbol) : undefined;
  const signatures = [...(value?.getConstructSignatures() ?? []), ...(value?.getCallSignatures() ?? [])];
  const types = signatures.flatMap((one) => typesIn(checker, one));
  return symbol.flags & Type ? [checker.getDeclaredTypeOfSymbol(symbol), ...types] : types;
}

/** What a function takes and returns. */
function typesIn(checker: ts.TypeChecker, signature: ts.Signature): ts.Type[] {
  return [...signature.parameters.map((one) => checker.getTypeOfSymbol(one)), signature.getReturnType()];
}

/**
 * The fields of a type at every depth: lists, maps, unions, functions, promises and Pulumi's inputs and outputs are
 * unwrapped.
 */
function fieldsOf(checker: ts.TypeChecker, type: ts.Type, path: string, seen: Set<ts.Type>): Field[] {
  if (seen.has(type)) return [];
  seen.add(type);
  const within = (inner: ts.Type, at: string) => fieldsOf(checker, inner, at, seen);
  if (type.isUnion()) return type.types.flatMap((one) => within(one, path));
  const held = heldBy(checker, type);
  if (held.length > 0) return held.flatMap((one) => within(one, path));
  return checker.getPropertiesOfType(type).flatMap((property) => {
    if (!isOurs(property)) return [];
    const at = `${path}.${property.name}`;
    return [{ path: at, text: textOf(checker, property) }, ...within(checker.getTypeOfSymbol(property), at)];
  });
}

function heldBy(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  if (type.aliasSymbol?.name === "Output") return type.aliasTypeArguments ?? [];
  if (checker.isArrayType(type) || type.symbol?.name === "Promise")
    return checker.getTypeArguments(type as ts.TypeReference);
  const calls = type.getCallSignatures().flatMap((one) => typesIn(checker, one));
  return [...calls, ...[type.getStringIndexType()].filter((one) => one !== undefined)];
}

/** Whether a property is public and declared by us. One that a symbol names marks a type, and no program writes it. */
function isOurs({ name, declarations = [] }: ts.Symbol): boolean {
  if (name.startsWith("__@")) return false;
  return declarations.some(
    (one) =>
      !one.getSourceFile().fileName.includes("/node_modules/") &&
      !(ts.getCombinedModifierFlags(one) & ts.ModifierFlags.NonPublicAccessibilityModifier) &&
      !(ts.isPropertyDeclaration(one) && ts.isPrivateIdentifier(one.name)),
  );
}

function textOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker));
}
