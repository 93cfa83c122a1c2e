import { plaintextOf } from "./plaintext.js";

/** A stack's state as the engine exports it. */
export interface State {
  readonly resources?: readonly StateResource[];
  /** The operations that were running when an engine was killed. */
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** A resource in the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** The URN of its parent. */
  readonly parent?: string;
  /** The cloud's id; undefined for a resource that is not an object in a cloud. */
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** For each prop, the URNs of the resources whose outputs it uses. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The program's outputs at the end of the last `up`, decrypted, from a decrypted state. */
export function outputsIn({ resources = [] }: State): Record<string, unknown> {
  const { outputs = {} } = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, plaintextOf(value)]));
}
