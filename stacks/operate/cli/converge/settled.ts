import { isDeepStrictEqual } from "node:util";
import { resources } from "@arkenos/provider";
import type { z } from "zod";
import { isUnknown } from "@arkenos/provider/values/markers";
import type { State, StateResource } from "../../engine/state.js";
import type { Step } from "../../engine/step.js";
import { nounOf } from "../../object-words.js";

/**
 * Removes false changes from a preview. When an object is updated, the engine treats all its outputs as unknown, and so
 * everything that uses one as changed. Outputs that the update keeps are known: the state has them.
 *
 * The provider cannot report this itself: the SDK's server passes on `changes`, `replaces` and `deleteBeforeReplace` of a
 * dynamic provider's `diff`, but no `stables`, and without `supportsPreview` the engine does not call `update` either.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.248.0/sdk/nodejs/cmd/dynamic-provider/index.ts
 */
export function settled(steps: readonly Step[], { resources: held = [] }: State): Step[] {
  const [planned, states] = [byUrn(steps), byUrn(held)];
  const keeps = (urn: string, value: unknown) => keepsValue(planned.get(urn), states.get(urn), value);
  return steps.map((step) => {
    if (step.op !== "update") return step;
    const fields = step.fields.filter(({ path, before }) => {
      const sources = states.get(step.urn)?.propertyDependencies?.[path] ?? [];
      return !isUnknown(step.props[path]) || !sources.some((urn) => keeps(urn, before));
    });
    if (fields.length === step.fields.length) return step;
    return { ...step, fields, op: fields.length === 0 ? "same" : "update" };
  });
}

/** Whether a step depends on an unknown output. */
export function hasUnsettled(steps: readonly Step[]): boolean {
  return steps.some(({ op, fields, props }) => op === "update" && fields.some(({ path }) => isUnknown(props[path])));
}

/** Whether an updated object has the value as an attribute and keeps it. */
function keepsValue(step: Step | undefined, state: StateResource | undefined, value: unknown): boolean {
  const noun = step && nounOf(step.type);
  if (!noun || (step.op !== "update" && step.op !== "same")) return false;
  const attrs: Record<string, z.ZodType> = resources[noun].spec.attrs.shape;
  return Object.entries(attrs).some(([name, attr]) => {
    const { isId, follows = isId ? [] : undefined } = attr.meta() ?? {};
    const isKept = follows && !step.fields.some(({ path }) => follows.includes(path.split(".")[0] ?? ""));
    return isKept === true && isDeepStrictEqual(state?.outputs?.[name], value);
  });
}

function byUrn<T extends { readonly urn: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.urn, item]));
}
