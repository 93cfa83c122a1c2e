import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { plain } from "./check.js";
import { ProviderError } from "./errors.js";
import type { ProblemDetail } from "./problem.js";
import type { AnySpec } from "./spec.js";
import { hasUnknown } from "./values/markers.js";

/** What must happen to an object. `replaces` names the props that require a new one. */
export interface Difference {
  /** Whether anything differs. */
  readonly changes: boolean;
  /** The props whose change replaces the object. */
  readonly replaces: string[];
  /** Whether a replacement deletes the old object first. */
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares the state with the wanted props, by the meaning of each field and without calling a cloud. A refresh calls
 * it with the roles reversed (observed outputs, last inputs), which gives the same result.
 *
 * @param account the stack's current account, if the object is on a different one
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
    changes: elsewhere || changed.length > 0 || spec.needsRepair?.(olds, news) === true,
    replaces: elsewhere ? ["account", ...replaces] : replaces,
    deleteBeforeReplace: !elsewhere && replaces.length > 0 && spec.deleteBeforeReplace === true,
  };
}

/** The program left the value to the provider or the cloud, which has chosen one. */
function isChosen(field: z.ZodType, wanted: unknown): boolean {
  return field.meta()?.generated === true && wanted === undefined;
}

function same(field: z.ZodType, before: unknown, after: unknown): boolean {
  if (hasUnknown(after)) return false;
  return isDeepStrictEqual(plain([read(field, before)]), plain([read(field, after)]));
}

/** Parses a stored value with today's schema, so that a default added since does not count as a change. */
export function read(field: z.ZodType, stored: unknown): unknown {
  const parsed = field.safeParse(stored);
  return parsed.success ? parsed.data : stored;
}

function cannotMove(spec: AnySpec, from: string, to: string): ProblemDetail {
  return {
    code: "other_account",
    message: `this ${spec.type} is in account ${from}, but the stack now has the credentials of ${to}, where nothing is bought automatically`,
    remedy: `Restore the credentials of ${from}, or remove the resource from the state with pulumi state delete and declare a new one`,
  };
}
