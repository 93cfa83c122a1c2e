import type { z } from "zod";

/**
 * The fields of a resource, where a section takes some of them over: a section that names them by this type shows
 * their docs, too.
 */
export type PropsOf<R extends { readonly spec: { readonly props: z.ZodObject } }> = R["spec"]["props"]["shape"];
