import { isDeepStrictEqual } from "node:util";
import { isSecret, isUnknown } from "@arkenos/provider/values/markers";

/** A change in the contract: who answers a number, what an agent says, how outbound calls are placed. */
export interface ContractChange {
  /** `["numbers", "+15105550100"]`, `["agents", "reception", "greeting"]`, `["defaultAgent"]`. */
  readonly path: readonly string[];
  /** Undefined if it was added. */
  readonly before: unknown;
  /** Undefined if it was removed. */
  readonly after: unknown;
}

const ALWAYS = ["numbers", "agents", "defaultAgent"];

type Fields = Readonly<Record<string, unknown>>;

/** Parts of the contract whose entries are compared individually, and how deep. */
const DEPTH: Readonly<Record<string, number>> = { numbers: 1, agents: 2, outbound: 1 };

/**
 * Compares the stack output `telephony` before and after a run. A program without a contract, or with one that is secret
 * or not known yet, has no changes here.
 */
export function contractChanges(before: unknown, after: unknown): readonly ContractChange[] {
  if (!isContract(after) && !(after === undefined && isContract(before))) return [];
  if (before !== undefined && !isContract(before)) return [];
  const [one, other] = [before ?? {}, after ?? {}] as [Fields, Fields];
  // The version changes with the package, not with the config.
  const { version: _, ...was } = one;
  const { version: __, ...will } = other;
  // For a contract that appears or disappears only the assignments matter; the rest follows from the config.
  const names = isFields(before) && isFields(after) ? [...Object.keys(was), ...Object.keys(will)] : [];
  return [...new Set([...ALWAYS, ...names])].flatMap((name) =>
    changesAt([name], was[name], will[name], DEPTH[name] ?? 0),
  );
}

function changesAt(path: readonly string[], before: unknown, after: unknown, depth: number): ContractChange[] {
  if (isDeepStrictEqual(before, after) || [before, after].some(isHidden)) return [];
  const isWhole = path.length > 1 && (before === undefined || after === undefined);
  if (depth === 0 || isWhole) return [{ path, before, after }];
  const [one, other] = [isFields(before) ? before : {}, isFields(after) ? after : {}];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) =>
    changesAt([...path, name], one[name], other[name], depth - 1),
  );
}

/** Whether a value is a contract that can be compared. */
export function isContract(value: unknown): value is Fields {
  return isFields(value) && typeof value.version === "number" && isFields(value.agents) && isFields(value.numbers);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value that the engine does not show: a secret, or one that a cloud has not chosen yet. */
function isHidden(value: unknown): boolean {
  return isUnknown(value) || isSecret(value);
}
