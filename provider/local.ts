import type { z } from "zod";

declare const isLocal: unique symbol;

/** A field that `local` has marked. */
export interface LocalField {
  readonly [isLocal]: true;
}

/** Marks a field that guides what we do: no object in the cloud has it, so `create` and `update` are not sent it. */
export function local<T extends z.ZodType>(field: T): T & LocalField {
  return field.meta({ local: true }) as T & LocalField;
}

type Data = Readonly<Record<string, unknown>>;

/** Parts props into what the cloud is sent, and what only guides us. */
export function parted(shape: Readonly<Record<string, z.ZodType>>, props: Data): { sent: Data; local: Data } {
  const isLocal = ([name]: [string, unknown]) => shape[name]?.meta()?.local === true;
  const fields = Object.entries(props);
  return {
    sent: Object.fromEntries(fields.filter((field) => !isLocal(field))),
    local: Object.fromEntries(fields.filter(isLocal)),
  };
}
