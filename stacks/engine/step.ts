import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { type Field, fieldsBetween } from "./field.js";
import { type Cloud, objectWords } from "./object-words.js";

/** What happens to an object. */
export type Act = "create" | "update" | "replace" | "delete" | "same";

/** Something that the engine does to an object of a cloud, or would do. */
export interface Step {
  readonly act: Act;
  readonly urn: string;
  /** The engine's type, `pulumi-nodejs:dynamic/livekit:InboundTrunk`. */
  readonly type: string;
  /** The URN of the component that it is part of. */
  readonly parent: string;
  /** The resource's name in the program: `telephony-inbound`. */
  readonly name: string;
  /** `InboundTrunk`. */
  readonly noun: string;
  readonly cloud: Cloud;
  /** What people call it: `inbound trunk "Arkenos Inbound"`. */
  readonly words: string;
  /** The cloud's id; empty before it is made. */
  readonly id: string;
  /** What differs, secrets hidden. */
  readonly fields: readonly Field[];
  /** The props that the state holds, or will. */
  readonly props: Readonly<Record<string, unknown>>;
}

type Metadata = NonNullable<EngineEvent["resOutputsEvent"]>["metadata"];

const ACTS: Readonly<Record<string, Act>> = {
  create: "create",
  "create-replacement": "replace",
  update: "update",
  delete: "delete",
  "delete-replaced": "delete",
  same: "same",
  refresh: "same",
  import: "create",
};

/** A step of the engine in our words; undefined for what is no object of a cloud. */
export function stepOf({ op, urn, type, old, new: now }: Metadata): Step | undefined {
  const [, noun] = /^pulumi-nodejs:dynamic\/\w+:(\w+)$/.exec(type) ?? [];
  const act = ACTS[op];
  if (noun === undefined || act === undefined) return undefined;
  const props = { ...old?.inputs, ...now?.inputs };
  const { cloud, words } = objectWords(noun, props);
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  const fields = old && now ? fieldsBetween(old.inputs, now.inputs) : [];
  const parent = now?.parent ?? old?.parent ?? "";
  return { act, urn, type, parent, name, noun, cloud, words, id: now?.id || old?.id || "", fields, props };
}

/** A step of a refresh: what the cloud holds now against what the state held. */
export function driftOf(metadata: Metadata): Step | undefined {
  const step = stepOf(metadata);
  if (!step) return undefined;
  const { old, new: now } = metadata;
  if (!now || now.id === "") return { ...step, act: "delete" };
  const props = (outputs: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.keys(old?.inputs ?? {}).map((name) => [name, outputs[name]]));
  const fields = old ? fieldsBetween(props(old.outputs), props(now.outputs)) : [];
  return { ...step, act: fields.length > 0 ? "update" : "same", fields };
}
