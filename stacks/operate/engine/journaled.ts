import { isDeepStrictEqual } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { clearProps, hasSecret } from "./clear-props.js";
import { isListener, isNumber } from "./listeners.js";
import type { PendingOperation, State, StateResource } from "./state.js";
import type { Metadata } from "./step.js";
import { ValueSources } from "./value-sources.js";

export type { State };

/** A resource as an event describes it. */
type Described = NonNullable<Metadata["new"]>;

/** A change of a resource that began. */
interface Change {
  readonly to: Described;
  readonly diffs: readonly string[];
}

const CREATES: readonly string[] = ["create", "create-replacement"];
const DELETES: readonly string[] = ["delete", "delete-replaced"];

/**
 * A state with what a killed run did since it was written. A created object becomes a resource. An operation whose
 * result only the cloud knows becomes pending, as if the engine had been killed during it: one that did not end, a
 * change or a deletion, and the creation of something secret, because the journal contains no secrets.
 *
 * @returns the state itself if it has all of it
 */
export function withJournal(state: State, events: readonly EngineEvent[]): State {
  const replay = new Replay(state.resources ?? []);
  for (const event of events) replay.add(event);
  if (!replay.isNew) return state;
  const pending = new Map((state.pending_operations ?? []).map((operation) => [operation.resource.urn, operation]));
  for (const operation of replay.pending) pending.set(operation.resource.urn, operation);
  return { ...state, resources: replay.resources, pending_operations: [...pending.values()] };
}

class Replay {
  readonly #base: readonly StateResource[];
  readonly #known = new Set<string>();
  readonly #byUrn = new Map<string, StateResource>();
  /** The resources that the run created, in order, so that what one depends on comes first. */
  readonly #created: StateResource[] = [];
  readonly #begun = new Map<string, PendingOperation>();
  /** By the URN in the state, which differs from the run's after a rename. */
  readonly #changes = new Map<string, Change>();
  readonly #sources = new ValueSources();

  constructor(base: readonly StateResource[]) {
    this.#base = base;
    for (const resource of base) this.#know(resource);
  }

  add({ resourcePreEvent, resOutputsEvent, resOpFailedEvent }: EngineEvent): void {
    if (resourcePreEvent && !resourcePreEvent.planning) this.#begin(resourcePreEvent.metadata);
    if (resOutputsEvent && !resOutputsEvent.planning) this.#finish(resOutputsEvent.metadata);
    if (resOpFailedEvent) this.#fail(resOpFailedEvent.metadata);
  }

  get isNew(): boolean {
    return this.#created.length + this.pending.length > 0;
  }

  /** The operations whose result only the cloud knows. */
  get pending(): PendingOperation[] {
    const changes = [...this.#changes].filter(([urn, change]) => !this.#isSaved(urn, change));
    return [
      ...this.#begun.values(),
      ...changes.map(([urn, { to }]) => ({ type: "updating", resource: { ...this.#resourceOf(to), urn } })),
    ];
  }

  get resources(): StateResource[] {
    const replaced = new Set(this.#created.map(({ urn }) => urn));
    const before = this.#base.map((resource) =>
      // The object that a replacement has replaced is deleted last.
      replaced.has(resource.urn) ? { ...resource, delete: true } : this.#withoutOldSecrets(resource),
    );
    return [...before, ...this.#created];
  }

  #begin({ op, urn, old, new: now, diffs = [] }: Metadata): void {
    if (CREATES.includes(op) && now) {
      if (now.custom) this.#begun.set(urn, { type: "creating", resource: this.#resourceOf(now) });
      // A component has no object, and reports its end last.
      else this.#record(now);
    }
    // A provider has no object either.
    if (urn.includes("pulumi:providers:")) return;
    if (op === "update" && now?.custom) this.#changes.set(old?.urn ?? urn, { to: now, diffs });
    if (DELETES.includes(op) && old?.custom && this.#has(old))
      this.#begun.set(urn, { type: "deleting", resource: this.#resourceOf(old) });
  }

  #finish({ op, urn, new: now }: Metadata): void {
    if (!CREATES.includes(op) || !now?.custom) return;
    const isUnknown = hasSecret(now.inputs) || hasSecret(now.outputs);
    if (isUnknown && !this.#has(now)) return;
    this.#begun.delete(urn);
    this.#record(now);
  }

  #fail({ urn, old, new: now }: Metadata): void {
    this.#changes.delete(old?.urn ?? urn);
    // An object that could not be configured exists all the same.
    if (!now?.id || this.#begun.get(urn)?.type !== "creating") this.#begun.delete(urn);
  }

  #record(made: Described): void {
    if (this.#has(made)) return;
    const resource = this.#resourceOf(made);
    this.#created.push(resource);
    this.#know(resource);
  }

  #know(resource: StateResource): void {
    this.#known.add(keyOf(resource));
    if (!resource.delete) this.#byUrn.set(resource.urn, resource);
    this.#sources.add(resource);
  }

  #has(described: Described): boolean {
    return this.#known.has(keyOf(described));
  }

  /** Whether the state has a change. Of a secret, this is unknown. */
  #isSaved(urn: string, { to, diffs }: Change): boolean {
    const before = this.#byUrn.get(urn);
    if (before === undefined) return true;
    return (
      !diffs.some((name) => hasSecret(to.inputs?.[name])) &&
      isDeepStrictEqual(clearProps(before.inputs), clearProps(to.inputs))
    );
  }

  /** The journal does not contain a new secret. Without the old one, the next run sets it again. */
  #withoutOldSecrets(resource: StateResource): StateResource {
    const { to, diffs } = this.#changes.get(resource.urn) ?? { diffs: [] };
    const changed = diffs.filter((name) => hasSecret(to?.inputs?.[name]));
    if (changed.length === 0) return resource;
    const without = (props: StateResource["inputs"] = {}) =>
      Object.fromEntries(Object.entries(props).filter(([name]) => !changed.includes(name)));
    return { ...resource, inputs: without(resource.inputs), outputs: without(resource.outputs) };
  }

  #resourceOf({ urn, type, custom = false, id, parent, provider, inputs, outputs }: Described): StateResource {
    const clear = clearProps(inputs);
    const before = isNumber({ type }) ? this.#listeners : [];
    const all = new Set([...this.#sources.of(clear), ...before]);
    const dependencies = [...all].filter((other) => !this.#dependsOn(other, urn));
    return {
      ...{ urn, type, custom, inputs: clear, outputs: clearProps(outputs) },
      ...(id !== "" && { id }),
      // A renamed parent is still in the state under its old URN. The next run sets it.
      ...(this.#byUrn.has(parent) && { parent }),
      ...(provider !== "" && { provider }),
      ...(dependencies.length > 0 && { dependencies }),
    };
  }

  /** What a number's calls need. Its props do not name it, because the program orders it with dependsOn. */
  get #listeners(): string[] {
    return [...this.#byUrn.values()].filter(isListener).map(({ urn }) => urn);
  }

  /** What a replacement repeats of the object that it replaces may come from that one, or from one that depends on it. */
  #dependsOn(from: string, urn: string, seen = new Set<string>()): boolean {
    if (from === urn) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const dependencies = this.#byUrn.get(from)?.dependencies ?? [];
    return dependencies.some((other) => this.#dependsOn(other, urn, seen));
  }
}

function keyOf({ urn, id = "" }: Pick<StateResource, "urn" | "id">): string {
  return `${urn} ${id}`;
}
