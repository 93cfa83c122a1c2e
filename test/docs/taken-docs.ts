import { contractJsonSchema } from "@arkenos/agent/contract";
import type { FieldDocs } from "@arkenos/agent/field-docs";
import { configJsonSchema } from "@arkenos/stacks";
import { consumer } from "./consumer.js";
import { type Schema, schemaDocs } from "./schema-docs.js";

/** A program that names the types of the schemas. */
const PROGRAM = `import type { Contract } from "@arkenos/agent/contract";
import type { Config } from "@arkenos/stacks";
export declare const contract: Contract;
export declare const stack: {
  /** The stack's configuration: keys of \`arkenos\`, and those of other programs. */
  config: Config;
};
`;

/** The texts of the contract's schema and of the config's. */
export function takenDocs(): Readonly<Record<"contract" | "config", FieldDocs>> {
  const { service, file } = consumer(PROGRAM);
  const program = service.getProgram();
  const source = program?.getSourceFile(file);
  if (program === undefined || source === undefined) throw new Error("TypeScript did not read the program");
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(source);
  const docsOf = (name: string, schema: object) => {
    const symbol = module?.exports?.get(name as never);
    if (symbol === undefined) throw new Error(`The program has no ${name}`);
    return schemaDocs(checker, schema as Schema, checker.getTypeOfSymbol(symbol));
  };
  return { contract: docsOf("contract", contractJsonSchema({})), config: docsOf("stack", configJsonSchema({})) };
}
