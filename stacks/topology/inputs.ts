import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { withDetail } from "@arkenos/provider/issues";

/** A value whose leaves, lists and maps may be outputs of other resources. */
export type Inputs<T> =
  | ([Exclude<T, object | undefined>] extends [never] ? never : pulumi.Input<Exclude<T, object | undefined>>)
  | Nested<Extract<T, object>>
  | Extract<T, undefined>;

type Nested<T> = T extends readonly (infer Item)[]
  ? pulumi.Input<readonly Inputs<Item>[]>
  : T extends object
    ? string extends keyof T
      ? pulumi.Input<Fields<T>>
      : Fields<T>
    : never;

/** The type of a union's member is written out, so that the type checker knows its fields. */
type Fields<T> = { [Key in keyof T]: Key extends "type" ? T[Key] : Inputs<T[Key]> };

/** Whether a value is an output or a promise. */
export function isLate(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

const late = z.custom(isLate, { params: { isLate: true } });

const written = z.custom(
  (value) => !isLate(value),
  withDetail({
    /** An argument that has fields is an output. Its fields may be outputs instead. */
    code: "late_section",
    message: "is an output",
    remedy: "write it out; its fields may be outputs",
  }),
);

/** The same schema, which also accepts an output for each leaf, list and map in it, and passes it through. */
export function takingOutputs<S extends z.core.$ZodType>(schema: S): S {
  if (isWrapped(schema)) return clone(schema, { innerType: orOutput(schema.def.innerType) });
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape);
    return clone(schema, { shape: Object.fromEntries(fields.map(([name, field]) => [name, orOutput(field)])) });
  }
  if (schema instanceof z.ZodArray) return clone(schema, { element: orOutput(schema.def.element) });
  if (schema instanceof z.ZodRecord) return clone(schema, { valueType: orOutput(schema.def.valueType) });
  if (schema instanceof z.ZodUnion) {
    const options = schema.def.options.map((option) => takingOutputs(option));
    // A discriminated union reads its options before any output is known.
    if (!(schema instanceof z.ZodDiscriminatedUnion)) return clone(schema, { options });
    return new z.ZodUnion({ type: "union", options, inclusive: true, error: schema.def.error }) as z.core.$ZodType as S;
  }
  return schema;
}

/** The schema of a field, an item or a value, which may be an output unless it is a section. */
function orOutput<S extends z.core.$ZodType>(schema: S): S {
  const inside = takingOutputs(schema);
  if (schema instanceof z.ZodObject) return written.pipe(inside) as z.core.$ZodType as S;
  if (isWrapped(schema) || isOfSections(schema)) return inside;
  return z.union([inside, late]) as z.core.$ZodType as S;
}

function isOfSections(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodObject;
}

function isWrapped(schema: z.core.$ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodPrefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

function clone<S extends z.core.$ZodType>(schema: S, part: object): S {
  return z.core.clone(schema, { ...schema._zod.def, ...part });
}

/** Copies a value and replaces each output in it. */
export function mapLate<T>(
  value: T,
  change: (output: pulumi.Output<unknown>, path: readonly PropertyKey[]) => unknown,
  path: readonly PropertyKey[] = [],
): T {
  if (isLate(value)) return change(pulumi.output(value), path) as T;
  if (Array.isArray(value)) return value.map((item, index) => mapLate(item, change, [...path, index])) as T;
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapLate(inner as unknown, change, [...path, key])]),
  ) as T;
}

/** Whether a value is a plain object, not an instance of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
