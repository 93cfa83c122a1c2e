import type { z } from "zod";
import { read } from "./diff.js";
import type { AnySpec } from "./spec.js";

type Data = Readonly<Record<string, unknown>>;

/** Whether a program looks up an object that it does not manage: the state has an id but no account yet. */
export function isLookup({ account }: Data): boolean {
  return account === undefined;
}

/** The props as the cloud reports them, limited to those that the state manages. A lookup takes all of them. */
export function refreshed(spec: AnySpec, state: Data, live: Data): Data {
  const fields = Object.entries(spec.props.shape as Record<string, z.ZodType>);
  return Object.fromEntries(
    fields.map(([name, field]) => {
      const last = read(field, state[name]);
      const isUnmanaged = field.meta()?.local || field.meta()?.writeOnly || last === undefined;
      return [name, live[name] === undefined || (isUnmanaged && !isLookup(state)) ? last : live[name]];
    }),
  );
}
