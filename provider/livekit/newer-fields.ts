import type { FieldInfo, JsonObject, JsonValue, Message, MessageType } from "@bufbuild/protobuf";

/**
 * What a server's JSON says that this package's protocol does not know, at any depth, under the names that
 * the protocol gives to what it does know. An update replaces the whole object, so this has to be sent back.
 */
export function newerThan(type: MessageType, json: JsonValue): JsonObject {
  if (!isObject(json)) return {};
  const fields = new Map(
    type.fields.list().flatMap(
      (field) =>
        [
          [field.name, field],
          [field.jsonName, field],
        ] as const,
    ),
  );
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, JsonValue][] => {
      const field = fields.get(name);
      if (field === undefined) return isEmpty(value) ? [] : [[name, value]];
      const inner = innerNewer(field, value);
      return inner === undefined ? [] : [[field.jsonName, inner]];
    }),
  );
}

/** An object's JSON with what a server knew beyond it. */
export function withNewer(json: JsonObject, newer: JsonObject): JsonObject {
  const merged = Object.entries(newer).map(([name, value]): [string, JsonValue] => [name, merge(json[name], value)]);
  return { ...json, ...Object.fromEntries(merged) };
}

/** The paths of such fields, for a person: `media.srtpSuites`. */
export function pathsOf(newer: JsonObject, type: MessageType): string[] {
  return Object.entries(newer).flatMap(([name, value]) => {
    const field = type.fields.list().find(({ jsonName }) => jsonName === name);
    if (field?.kind !== "message") return [name];
    const items = Array.isArray(value) ? value : [value];
    return items.filter(isObject).flatMap((item) => pathsOf(item, field.T).map((path) => `${name}.${path}`));
  });
}

function innerNewer(field: FieldInfo, value: JsonValue): JsonValue | undefined {
  if (field.kind !== "message") return undefined;
  const newer = (Array.isArray(value) ? value : [value]).map((item) =>
    newerThan(field.T as MessageType<Message>, item),
  );
  if (newer.every((item) => Object.keys(item).length === 0)) return undefined;
  return Array.isArray(value) ? newer : newer[0];
}

/** Lists keep what is newer only while they have the same length: otherwise nothing tells which item it belongs to. */
function merge(ours: JsonValue | undefined, newer: JsonValue): JsonValue {
  if (Array.isArray(newer)) {
    const items = Array.isArray(ours) ? ours : [];
    return items.map((item, index) => (items.length === newer.length ? merge(item, newer[index] ?? {}) : item));
  }
  if (!isObject(newer)) return newer;
  return withNewer(isObject(ours) ? ours : {}, newer);
}

/** A newer server writes out every field that it knows, set or not. */
function isEmpty(value: JsonValue): boolean {
  if (value === null || value === "" || value === 0 || value === "0" || value === false) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
