import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import type { Collection } from "../collection.js";

/** The fields of an object that only a server of a later release knows, by their JSON names. */
export interface LaterFields {
  /** `ST_…`, `SDR_…`. */
  readonly id: string;
  readonly fields: JsonObject;
}

/** A list's JSON, as a later release writes it. */
export function withLaterFields(later: Collection<LaterFields>): (list: JsonValue) => JsonValue {
  return (list) => {
    const { items } = list as { items: JsonObject[] };
    return { items: items.map((item) => ({ ...item, ...later.get(idOf(item))?.fields })) };
  };
}

function idOf({ sip_trunk_id, sip_dispatch_rule_id }: JsonObject): string {
  return String(sip_trunk_id ?? sip_dispatch_rule_id);
}
