import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { type State as StoredState, withJournal } from "@arkenos/cli/journaled";
import { resources } from "@arkenos/provider";
import { secretMarker } from "@arkenos/provider/values/markers";
import type { z } from "zod";
import type { Noun } from "./program.js";
import type { Kept, Pending, State } from "./state.js";

type Metadata = NonNullable<EngineEvent["resOutputsEvent"]>["metadata"];
type StateResource = NonNullable<StoredState["resources"]>[number];
type Described = NonNullable<Metadata["new"]>;

/** A resource that an event is about; one that is being created has no id yet. */
type Subject = Omit<Kept, "id" | "outs"> & Partial<Pick<Kept, "id" | "outs">>;

/**
 * The journal of a run that writes the state only at its end, as the engine's event log. A killed run's state is the
 * one from before the run, with what the product's own code reads in the journal.
 */
export class RunJournal {
  #before: readonly Kept[] | undefined;
  readonly #events: EngineEvent[] = [];

  /** The run begins to change the clouds. */
  start(state: State): void {
    this.#before = [...state.all];
  }

  begun(op: Pending["op"], now: Subject, before?: Kept): void {
    this.#events.push({ ...EVENT, resourcePreEvent: { metadata: metadata(op, now, before), planning: false } });
  }

  ended(op: Pending["op"], now: Subject): void {
    this.#events.push({ ...EVENT, resOutputsEvent: { metadata: metadata(op, now), planning: false } });
  }

  failed(op: Pending["op"], now: Subject): void {
    this.#events.push({ ...EVENT, resOpFailedEvent: { metadata: metadata(op, now), status: 0, steps: 0 } });
  }

  /** Puts the state of the killed run in the place of the one that it did not write. */
  replayInto(state: State): void {
    if (this.#before === undefined) return;
    const known = new Map<StateResource, Kept>(this.#before.map((kept) => [stored(kept), kept]));
    const { resources: all = [], pending_operations: pending = [] } = withJournal(
      { resources: [...known.keys()] },
      this.#events,
    );
    const keptOf = (resource: StateResource): Kept => ({
      ...{ name: resource.urn, noun: nounIn(resource.type), id: resource.id ?? "" },
      ...{ inputs: resource.inputs ?? {}, outs: resource.outputs ?? {}, after: resource.dependencies ?? [] },
      ...(resource.delete && { doomed: true as const }),
    });
    state.replace(all.map((resource) => known.get(resource) ?? keptOf(resource)));
    for (const { type, resource } of pending)
      state.pending.set(resource.urn, { op: OPS[type] ?? "update", wanted: keptOf(resource) });
  }
}

/** What every event has. */
const EVENT = { sequence: 0, timestamp: 0 };

const OPS: Readonly<Record<string, Pending["op"]>> = { creating: "create", updating: "update", deleting: "delete" };

function metadata(op: Pending["op"], now: Subject, before?: Kept): Metadata {
  const [described, old] = [describedAs(now), before && describedAs(before)];
  const diffs = Object.keys(now.inputs).filter((name) => before?.inputs[name] !== now.inputs[name]);
  return {
    ...{ op, urn: now.name, type: described.type, provider: "", diffs },
    ...(op === "delete" ? { old: described } : { ...(old && { old }), new: described }),
  } as unknown as Metadata;
}

function describedAs({ name, noun, id = "", inputs, outs = {} }: Subject): Described {
  const { spec } = resources[noun];
  const fields: Readonly<Record<string, z.ZodType>> = { ...spec.props.shape, ...spec.attrs.shape };
  const hidden = (data: Kept["outs"]) =>
    Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, fields[key]?.meta()?.secret ? secretMarker("") : value]),
    );
  return {
    ...{ urn: name, type: `pulumi-nodejs:dynamic/${spec.type}`, custom: true, id, parent: "", provider: "" },
    ...{ inputs: hidden(inputs), outputs: hidden(outs) },
  };
}

function stored({ name, noun, id, inputs, outs, after, doomed }: Kept): StateResource {
  const type = `pulumi-nodejs:dynamic/${resources[noun].spec.type}`;
  return { urn: name, type, id, inputs, outputs: outs, dependencies: after, delete: doomed === true };
}

function nounIn(type: string): Noun {
  return type.slice(type.lastIndexOf(":") + 1) as Noun;
}
