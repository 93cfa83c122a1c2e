import {
  type AnyMessage,
  Duration,
  type FieldInfo,
  type JsonObject,
  type JsonValue,
  type Message,
  type MessageType,
  Timestamp,
} from "@bufbuild/protobuf";

/**
 * A message's JSON, as Go's protojson writes it with `UseProtoNames` and `EmitUnpopulated`, the server's options.
 * protobuf-es does the same but omits the `null` of an unset message.
 */
export function encodeJson<T extends Message<T>>(type: MessageType<T>, message: T): JsonValue {
  return withNulls(type, message.toJson({ emitDefaultValues: true, useProtoFieldName: true }));
}

function withNulls(type: Pick<MessageType<AnyMessage>, "typeName" | "fields">, value: JsonValue): JsonValue {
  if (type.typeName === Duration.typeName || type.typeName === Timestamp.typeName || !isObject(value)) return value;
  const result: JsonObject = {};
  for (const field of type.fields.list()) {
    const member = value[field.name];
    if (member !== undefined) result[field.name] = complete(field, member);
    else if (field.kind === "message" && !field.repeated && !field.opt && !field.oneof) result[field.name] = null;
  }
  return result;
}

function complete(field: FieldInfo, value: JsonValue): JsonValue {
  if (field.kind !== "message") return value;
  return Array.isArray(value) ? value.map((element) => withNulls(field.T, element)) : withNulls(field.T, value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
