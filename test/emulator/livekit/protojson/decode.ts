import {
  type AnyMessage,
  Duration,
  type FieldInfo,
  type JsonObject,
  type JsonValue,
  type Message,
  type MessageType,
  ScalarType,
  Timestamp,
} from "@bufbuild/protobuf";
import { type Json, Members, parseJson } from "./json.js";
import { duration, enumNumber, scalar } from "./scalar.js";

/**
 * Parses a message's JSON with the strictness of Go's protojson and its leniency, `DiscardUnknown`. protobuf-es alone
 * would accept what Go refuses, such as a duplicate field. @throws SyntaxError
 */
export function decodeJson<T extends Message<T>>(type: MessageType<T>, text: string): T {
  return type.fromJson(canonical(type, parseJson(text)));
}

function canonical(type: Pick<MessageType<AnyMessage>, "typeName" | "fields">, value: Json): JsonValue {
  if (type.typeName === Duration.typeName) return duration(value);
  if (type.typeName === Timestamp.typeName) return scalar(ScalarType.STRING, value);
  if (!(value instanceof Members)) throw new SyntaxError(`expected an object for ${type.typeName}`);
  const seen = new Set<string>();
  const result: JsonObject = {};
  for (const [name, member] of value.entries) {
    const field =
      type.fields.list().find(({ jsonName }) => jsonName === name) ??
      type.fields.list().find((field) => field.name === name);
    if (!field) continue;
    once(seen, field.name);
    if (member === null) continue;
    if (field.oneof) once(seen, `oneof ${field.oneof.name}`);
    const known = fieldValue(field, member);
    if (known !== undefined) result[field.jsonName] = known;
  }
  return result;
}

function fieldValue(field: FieldInfo, value: Json): JsonValue | undefined {
  if (field.kind === "map") return mapValue(field, value);
  if (!field.repeated) return single(field, value);
  if (!Array.isArray(value)) throw new SyntaxError(`expected a list for ${field.name}`);
  return value.map((element: Json) => single(field, element)).filter((element) => element !== undefined);
}

function mapValue(field: FieldInfo & { kind: "map" }, value: Json): JsonValue {
  if (!(value instanceof Members)) throw new SyntaxError(`expected an object for ${field.name}`);
  const seen = new Set<string>();
  const entries = value.entries.map(([key, member]): [string, JsonValue] => {
    once(seen, key);
    // All maps in the API have strings as keys and values.
    if (field.V.kind !== "scalar") throw new SyntaxError(`${field.name} is not a map of scalars`);
    return [key, scalar(field.V.T, member)];
  });
  return Object.fromEntries(entries);
}

/** One value; undefined for the name of an enum value that the server does not know. */
function single(field: FieldInfo & { kind: "scalar" | "enum" | "message" }, value: Json): JsonValue | undefined {
  switch (field.kind) {
    case "scalar":
      return scalar(field.T, value);
    case "enum":
      return typeof value === "string" ? field.T.findName(value)?.no : enumNumber(value);
    case "message":
      return canonical(field.T, value);
  }
}

function once(seen: Set<string>, name: string): void {
  if (seen.has(name)) throw new SyntaxError(`${name} is given twice`);
  seen.add(name);
}
