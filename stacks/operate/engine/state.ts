import { plaintextOf } from "./plaintext.js";

/** A stack's state as the engine exports it. */
export interface State {
  /** Its resources, each after those that it depends on. */
  readonly resources?: readonly StateResource[];
  /** The operations that were running when an engine was killed. */
  readonly pending_operations?: readonly PendingOperation[];
}

/** An operation that began and did not end. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
  /** The resource as the operation would leave it; without an id while it is being created. */
  readonly resource: StateResource;
}

/** A resource in the state. */
export interface StateResource {
  /** Its URN. Only a resource that was replaced and not deleted yet shares it with another. */
  readonly urn: string;
  /** The engine's type, `pulumi-nodejs:dynamic/livekit:InboundTrunk`. */
  readonly type: string;
  /** The URN of its parent. */
  readonly parent?: string;
  /** The cloud's id; undefined for a resource that is not an object in a cloud. */
  readonly id?: string;
  /** What the program wanted. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** What the provider returned. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Whether the engine manages it through a provider; a component is not. */
  readonly custom?: boolean;
  /** Whether another resource with its URN has replaced it, so that it is deleted last. */
  readonly delete?: boolean;
  /** The provider's URN and id. */
  readonly provider?: string;
  /** The URNs of the resources that must exist before it. */
  readonly dependencies?: readonly string[];
  /** For each prop, the URNs of the resources whose outputs it uses. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The program's outputs at the end of the last `up`, decrypted, from a decrypted state. */
export function outputsIn({ resources = [] }: State): Record<string, unknown> {
  const { outputs = {} } = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, plaintextOf(value)]));
}
