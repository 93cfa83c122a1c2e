import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { type Field, fieldsBetween } from "./field.js";

/** What happens to a resource. */
export type Op = "create" | "update" | "replace" | "delete" | "same";

/** An operation of the engine on a resource of any provider, planned or done. */
export interface Step {
  /** What happens to the resource. */
  readonly op: Op;
  /** The resource's URN. */
  readonly urn: string;
  /** The engine's type, `pulumi-nodejs:dynamic/livekit:InboundTrunk`. */
  readonly type: string;
  /** The URN of the component that contains it. */
  readonly parent: string;
  /** The resource's name in the program: `telephony-inbound`. */
  readonly name: string;
  /** The provider's id; empty before the resource is created, and for a component. */
  readonly id: string;
  /** The provider's URN and id; empty for a component. */
  readonly provider: string;
  /** The fields that differ. Secrets are hidden. */
  readonly fields: readonly Field[];
  /** The props that the state contains, or will contain. */
  readonly props: Readonly<Record<string, unknown>>;
  /** The outputs that the state holds before the step; empty before the resource is created. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The metadata of a step in the engine's events. */
export type Metadata = NonNullable<EngineEvent["resOutputsEvent"]>["metadata"];

const OPS: Readonly<Record<string, Op>> = {
  create: "create",
  "create-replacement": "replace",
  replace: "replace",
  update: "update",
  delete: "delete",
  "delete-replaced": "delete",
  same: "same",
  refresh: "same",
  import: "create",
  "import-replacement": "replace",
  read: "same",
  "read-replacement": "replace",
  discard: "same",
  "discard-replaced": "same",
  "remove-pending-replace": "same",
};

/** Converts a step of the engine to plain data. An unknown operation counts as a change. */
export function stepOf({ op, urn, type, old, new: now }: Metadata): Step {
  return {
    op: OPS[op] ?? "update",
    ...{ urn, type, name: nameIn(urn), parent: now?.parent ?? old?.parent ?? "" },
    id: now?.id || old?.id || "",
    provider: now?.provider ?? old?.provider ?? "",
    fields: old && now ? fieldsBetween(old.inputs ?? {}, now.inputs ?? {}) : [],
    props: { ...old?.inputs, ...now?.inputs },
    outputs: old?.outputs ?? {},
  };
}

/** A step of a refresh: what the provider reads now, compared with the state. */
export function driftOf(metadata: Metadata): Step {
  const step = stepOf(metadata);
  const { old, new: now } = metadata;
  // A resource that is not created yet has no old state, and a component has no id.
  if (!old?.id) return { ...step, op: "same", fields: [] };
  if (!now?.id) return { ...step, op: "delete", fields: [] };
  const props = (outputs: Readonly<Record<string, unknown>> = {}) =>
    Object.fromEntries(Object.keys(old.inputs ?? {}).map((name) => [name, outputs[name]]));
  const fields = fieldsBetween(props(old.outputs), props(now.outputs));
  return { ...step, op: fields.length > 0 ? "update" : "same", fields };
}

/** `urn:pulumi:dev::acme::twilio:…:PhoneNumber::a::b` → `a::b`. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
