import { join } from "node:path";
import { contractJsonSchema } from "@arkenos/agent/contract";
import type { FieldDocs } from "@arkenos/agent/field-docs";
import ts from "typescript";
import { configJsonSchema } from "../config/config-json-schema.js";
import type { Described } from "./described.js";
import { folderOf } from "./folder-of.js";
import { type Schema, schemaDocs } from "./schema-docs.js";

/** The descriptions of the contract's schema and of the config's, from the comments of the compiled types. */
export function takenDocs(): Readonly<Record<keyof Described, FieldDocs>> {
  const file = join(folderOf("@arkenos/stacks"), "dist", "build", "described.d.ts");
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, skipLibCheck: true };
  const program = ts.createProgram([file], { ...options, types: [] });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const [described] = source ? checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol) : [];
  if (described === undefined) throw new Error(`${file} describes no types`);
  const docsOf = (name: keyof Described, schema: object) => {
    const property = checker.getDeclaredTypeOfSymbol(described).getProperty(name);
    if (property === undefined) throw new Error(`${file} has no ${name}`);
    return schemaDocs(checker, schema as Schema, checker.getTypeOfSymbol(property));
  };
  return { contract: docsOf("contract", contractJsonSchema({})), stack: docsOf("stack", configJsonSchema({})) };
}
