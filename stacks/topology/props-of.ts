import type { z } from "zod";

/**
 * The fields of a resource, for a section that includes some of them. A section that refers to them through this type
 * also shows their docs.
 */
export type PropsOf<R extends { readonly spec: { readonly props: z.ZodObject } }> = R["spec"]["props"]["shape"];

/** The fields of a section that belong to one resource. */
export function fieldsOf<Section extends object, Key extends keyof Section>(
  section: Section,
  names: Readonly<Record<Key, true>>,
): Pick<Section, Key> {
  return Object.fromEntries(Object.entries(section).filter(([name]) => name in names)) as Pick<Section, Key>;
}
