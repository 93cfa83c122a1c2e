import type { FieldInfo, JsonObject, JsonValue, Message, MessageType } from "@bufbuild/protobuf";

/**
 * The fields of objects that a newer server knows and our protocol package does not. An update replaces the whole
 * object, so these fields must be sent back, or they would be erased.
 */
export class NewerFields {
  readonly #byObject = new WeakMap<object, JsonObject>();

  /** Records the unknown fields of an answer: an object, or a list of objects. */
  note(answer: Message, json: JsonValue): void {
    const newer = newerThan(answer.getType(), json);
    this.#byObject.set(answer, newer);
    if (!("items" in answer) || !Array.isArray(answer.items) || !Array.isArray(newer.items)) return;
    const [items, beyond]: [object[], JsonValue[]] = [answer.items, newer.items];
    items.forEach((item, index) => isObject(beyond[index]) && this.#byObject.set(item, beyond[index]));
  }

  /** Adds the listed object's unknown fields to its new JSON. */
  restore(json: JsonObject, listed: Message | undefined): JsonObject {
    return listed === undefined ? json : withNewer(listed.getType(), json, this.#byObject.get(listed) ?? {});
  }

  /** The paths of an object's unknown fields: `media.srtpSuites`. */
  pathsOn(listed: Message): string[] {
    return pathsOf(this.#byObject.get(listed) ?? {}, listed.getType());
  }
}

/**
 * The fields in a server's JSON that our protocol package does not know, at any depth. Known parent fields keep their
 * protocol names.
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
  const known = (name: string) => type.fields.list().find(({ jsonName }) => jsonName === name);
  // A kind of rule that is newer: it would contradict ours.
  if (isChoice(type) && Object.keys(newer).some((name) => known(name) === undefined)) return newer;
  const merged = Object.entries(newer).map(([name, value]): [string, JsonValue | undefined] => {
    const field = known(name);
    if (field?.kind === "enum") return [name, json[name] ?? value];
    return [name, field?.kind === "message" ? restored(field.T, json[name], value) : value];
  });
  return { ...json, ...Object.fromEntries(merged.filter(([, value]) => value !== undefined)) } as JsonObject;
}

/**
 * Restores the unknown fields of list items only if the lengths match: otherwise it is unclear which item they belong
 * to.
 */
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

/** Whether a message is one of several others, and has nothing else. */
function isChoice(type: MessageType): boolean {
  const choices = new Set(type.fields.list().map(({ oneof }) => oneof));
  return choices.size === 1 && !choices.has(undefined);
}

/** A newer value of a known enum counts as unknown, too. */
function innerNewer(field: FieldInfo, value: JsonValue): JsonValue | undefined {
  if (field.kind === "enum" && typeof value === "string")
    return field.T.findName(value) === undefined && !isEmpty(value) ? value : undefined;
  if (field.kind !== "message") return undefined;
  const newer = (Array.isArray(value) ? value : [value]).map((item) =>
    newerThan(field.T as MessageType<Message>, item),
  );
  if (newer.every((item) => Object.keys(item).length === 0)) return undefined;
  return Array.isArray(value) ? newer : newer[0];
}

/** A newer server also writes the fields that are not set. */
function isEmpty(value: JsonValue): boolean {
  if (value === null || value === "" || value === 0 || value === "0" || value === false) return true;
  // The zero value of an enum, by protobuf's naming convention.
  if (typeof value === "string") return /_(UNSPECIFIED|UNKNOWN)$/.test(value);
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
