import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { plain } from "./check.js";
import { ProviderError } from "./errors.js";
import type { Flaw } from "./problem.js";
import type { AnySpec } from "./spec.js";
import { hasUnknown } from "./values/markers.js";

/** What has to happen to an object; `replaces` names the props that make a new one necessary. */
export interface Difference {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares what the state holds with what is wanted, by the meaning of each field, offline.
 * A refresh asks with the roles reversed (observed outputs, last inputs), which reads the same.
 *
 * @param account the stack's account now, if the object is on another one
 */
export function diff(
  spec: AnySpec,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
  account: string | undefined,
): Difference {
  const elsewhere = account !== undefined;
  if (elsewhere && spec.staysOnAccount) throw new ProviderError(cannotMove(spec, String(olds.account), account));
  const changed = Object.entries(spec.props.shape as Record<string, z.ZodType>).filter(
    ([name, field]) => !field.meta()?.local && !isChosen(field, news[name]) && !same(field, olds[name], news[name]),
  );
  const replaces = changed.filter(([, field]) => field.meta()?.immutable || !spec.update).map(([name]) => name);
  return {
    changes: elsewhere || changed.length > 0 || spec.isDisturbed?.(olds, news) === true,
    replaces: elsewhere ? ["account", ...replaces] : replaces,
    deleteBeforeReplace: !elsewhere && replaces.length > 0 && spec.deleteBeforeReplace === true,
  };
}

/** A value that was left out for us to choose, and was chosen. */
function isChosen(field: z.ZodType, wanted: unknown): boolean {
  return field.meta()?.generated === true && wanted === undefined;
}

function same(field: z.ZodType, before: unknown, after: unknown): boolean {
  if (hasUnknown(after)) return false;
  return isDeepStrictEqual(plain([read(field, before)]), plain([read(field, after)]));
}

/** A stored value as today's schema understands it: a field that got a default since is no change. */
export function read(field: z.ZodType, stored: unknown): unknown {
  const parsed = field.safeParse(stored);
  return parsed.success ? parsed.data : stored;
}

function cannotMove(spec: AnySpec, from: string, to: string): Flaw {
  return {
    code: "other_account",
    message: `this ${spec.type} is on account ${from}, the stack now has the credentials of ${to}, and it is not bought there silently`,
    remedy: `Give back the credentials of ${from}, or take the resource out of the stack (pulumi state delete) and declare a new one`,
  };
}
