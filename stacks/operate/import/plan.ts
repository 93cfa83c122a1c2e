import { resources } from "@arkenos/provider";
import { type AnySpec, type Data, lifecycle, type Session } from "@arkenos/provider/clouds";
import type { Problem } from "@arkenos/provider/problem";
import type { Noun } from "../observe/observed.js";
import type { TelephonyStep } from "../telephony-step.js";
import type { Found } from "./inventory.js";
import { KINDS, kinds } from "./kinds.js";
import { linked, UnlinkedError } from "./links.js";
import { SAME_NAME } from "./suggestion.js";
import type { ImportedObject } from "./imported-object.js";

/** A resource that is not imported; `up` creates it. */
export interface SkippedResource {
  readonly step: TelephonyStep;
  readonly reason: string;
}

/** The plan of an import. */
export interface ImportPlan {
  readonly taken: readonly ImportedObject[];
  readonly left: readonly SkippedResource[];
  /** Why nothing can be imported: several objects match one resource. */
  readonly refusals: readonly Problem[];
}

/**
 * Looks for the objects that the stack would create among the existing ones. Changes nothing.
 *
 * @param wanted the steps of a preview, in its order: parents come before their children
 * @param meant the objects that are meant, for kinds of which the program has one resource
 */
export async function planImport(
  wanted: readonly TelephonyStep[],
  meant: readonly Found[],
  session: Session,
): Promise<ImportPlan> {
  const taken: ImportedObject[] = [];
  const left: SkippedResource[] = [];
  const refusals: Problem[] = [];
  for (const step of wanted) {
    const twins = wanted.filter(({ noun }) => noun === step.noun).length > 1;
    try {
      const found = await look(step, twins ? undefined : meantFor(step.noun, meant), taken, session);
      if ("code" in found) refusals.push(found);
      else if ("id" in found) taken.push(found);
      else left.push(found);
    } catch (error) {
      if (!(error instanceof UnlinkedError)) throw error;
      left.push({ step, reason: "the object it belongs to was not found" });
    }
  }
  return { taken, left, refusals };
}

/** The object for a resource; null if it must be chosen and none was. */
function meantFor(noun: Noun, meant: readonly Found[]): Found | null | undefined {
  const kind = kinds.find((each) => KINDS[each].noun === noun);
  return kind && (meant.find((found) => found.kind === kind) ?? null);
}

async function look(
  step: TelephonyStep,
  meant: Found | null | undefined,
  before: readonly ImportedObject[],
  session: Session,
): Promise<ImportedObject | SkippedResource | Problem> {
  const { noun } = step;
  if (noun === "Credential") return { step, reason: "its password cannot be read; up sets a new one on both sides" };
  // Each kind has different types, and this code treats all kinds alike.
  const spec: AnySpec = resources[noun].spec;
  const { props, open } = linked(noun, step.props, before);
  const client: unknown = await session.client(spec.cloud);
  const all: unknown[] = await spec.listing(client, spec.parentOf?.(props) ?? "").all();
  const isFree = (id: string) => !before.some((each) => each.noun === noun && each.id === id);
  const [fitting, ...more] = all
    .map((wire) => ({ ...spec.fromWire(wire), wire }))
    .filter(({ id, wire }) => isFree(id) && (meant === undefined ? isMeant(spec, wire, props) : id === meant?.id));
  if (fitting === undefined) return { step, reason: "not found; up creates it" };
  // Two URLs with the same host carry the same calls, so either will do.
  if (more.length > 0 && noun !== "OriginationUrl")
    return {
      path: [],
      code: "several_match",
      message: `${step.label}: ${[fitting, ...more].map(({ id }) => id).join(" and ")} all match`,
      remedy: "rename all but one",
    };
  // What others use is taken only if a person chooses it.
  const isChosen = meant && meant.reason !== SAME_NAME;
  const strangers = isChosen
    ? []
    : ((await spec.dependents?.(client, fitting.wire, { numbers: [], ...props }, session)) ?? []);
  if (strangers.length > 0) {
    const { importFlag } = spec;
    const how = importFlag === undefined ? "" : `; choose it with ${importFlag} ${fitting.id}`;
    return { step, reason: `${fitting.id} has this name, but also ${strangers.join(" and ")}${how}` };
  }
  const own = Object.fromEntries(open.map((name) => [name, (fitting.props as Data)[name]]));
  const { inputs = {}, props: outputs } = await lifecycle(spec, session).read(fitting.id, {
    ...props,
    ...own,
    account: session.account(spec.cloud),
  });
  return { step, noun, id: fitting.id, reason: meant?.reason ?? spec.why, inputs, outputs };
}

/** Whether an object matches a resource without a given id, and does not carry another owner's marker. */
function isMeant(spec: AnySpec, wire: unknown, props: Data): boolean {
  const fits = spec.isMeant ?? spec.isNamed;
  return fits?.(wire, props) === true && spec.otherOwner?.(wire, props) === undefined;
}
