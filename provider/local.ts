import type { z } from "zod";

declare const isLocal: unique symbol;

/** A field marked by `local`. */
export interface LocalField {
  readonly [isLocal]: true;
}

/**
 * Marks a field that only the provider reads. It is not part of the cloud's object, so `create` and `update` do not
 * send it.
 */
export function local<T extends z.ZodType>(field: T): T & LocalField {
  return field.meta({ local: true }) as T & LocalField;
}

type Data = Readonly<Record<string, unknown>>;

/** Splits props into those to send to the cloud and those that only the provider reads. */
export function splitLocal(shape: Readonly<Record<string, z.ZodType>>, props: Data): { sent: Data; local: Data } {
  const isLocal = ([name]: [string, unknown]) => shape[name]?.meta()?.local === true;
  const fields = Object.entries(props);
  return {
    sent: Object.fromEntries(fields.filter((field) => !isLocal(field))),
    local: Object.fromEntries(fields.filter(isLocal)),
  };
}
