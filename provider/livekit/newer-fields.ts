import type { FieldInfo, JsonObject, JsonValue, Message, MessageType } from "@bufbuild/protobuf";

/**
 * What a server newer than our protocol says of its objects. An update replaces the whole object, so this has to be
 * sent back, or it would be erased.
 */
export class NewerFields {
  readonly #byObject = new WeakMap<object, JsonObject>();

  /** Takes note of an answer: an object, or a list of objects. */
  note(answer: Message, json: JsonValue): void {
    const newer = newerThan(answer.getType(), json);
    this.#byObject.set(answer, newer);
    if (!("items" in answer) || !Array.isArray(answer.items) || !Array.isArray(newer.items)) return;
    const [items, beyond]: [object[], JsonValue[]] = [answer.items, newer.items];
    items.forEach((item, index) => isObject(beyond[index]) && this.#byObject.set(item, beyond[index]));
  }

  /** An object's new JSON, with what the listed object has beyond our protocol. */
  restore(json: JsonObject, listed: Message | undefined): JsonObject {
    return listed === undefined ? json : withNewer(listed.getType(), json, this.#byObject.get(listed) ?? {});
  }

  /** The paths of an object's fields beyond our protocol: `media.srtpSuites`. */
  pathsOn(listed: Message): string[] {
    return pathsOf(this.#byObject.get(listed) ?? {}, listed.getType());
  }
}

/**
 * What a server's JSON says that this package's protocol does not know, at any depth, under the names that
 * the protocol gives to what it does know.
 */
function newerThan(type: MessageType, json: JsonValue): JsonObject {
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

function withNewer(type: MessageType, json: JsonObject, newer: JsonObject): JsonObject {
  const merged = Object.entries(newer).map(([name, value]): [string, JsonValue | undefined] => {
    const field = type.fields.list().find(({ jsonName }) => jsonName === name);
    return [name, field?.kind === "message" ? restored(field.T, json[name], value) : value];
  });
  return { ...json, ...Object.fromEntries(merged.filter(([, value]) => value !== undefined)) } as JsonObject;
}

/** A list keeps what is newer while it has as many items: otherwise nothing tells which item it belongs to. */
function restored(type: MessageType, json: JsonValue | undefined, newer: JsonValue): JsonValue | undefined {
  if (!Array.isArray(newer)) return withNewer(type, isObject(json) ? json : {}, isObject(newer) ? newer : {});
  if (!Array.isArray(json) || json.length !== newer.length) return json;
  return json.map((item, index) => restored(type, item, newer[index] ?? {}) ?? item);
}

function pathsOf(newer: JsonObject, type: MessageType): string[] {
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

/** A newer server writes out every field that it knows, set or not. */
function isEmpty(value: JsonValue): boolean {
  if (value === null || value === "" || value === 0 || value === "0" || value === false) return true;
  // An enum's zero by protobuf's convention.
  if (typeof value === "string") return /_(UNSPECIFIED|UNKNOWN)$/.test(value);
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
