import { list } from "../refusal.js";
import type { StackNumbers } from "../stack-numbers.js";
import { otherOwnerOf } from "./marker.js";

/** Numbers on a trunk that are not in a list, in words. */
export function numbersBeyond(onTrunk: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(wanted);
  return onTrunk.filter((number) => !known.has(number)).map((number) => `number ${number}`);
}

/** What the state knows of a trunk. */
interface Known {
  readonly numbers?: readonly string[] | undefined;
  readonly owner?: string | undefined;
}

/**
 * Why a trunk stays although its resource is deleted: somebody else uses it by now. A number that the config lists is
 * the stack's own even before the state knows it: an update may have been interrupted.
 */
export function stillUsed(
  trunk: { sipTrunkId: string; name: string; numbers: string[]; metadata: string } | undefined,
  { numbers = [], owner }: Known,
  stackNumbers: StackNumbers,
): string | undefined {
  if (trunk === undefined) return undefined;
  const { sipTrunkId, name, metadata } = trunk;
  const other = otherOwnerOf(metadata, owner);
  const unlisted = trunk.numbers.filter((number) => !stackNumbers.lists(number));
  const strangers = numbersBeyond(unlisted, numbers);
  if (other === undefined && strangers.length === 0) return undefined;
  const reason =
    other === undefined
      ? `it carries ${list(strangers)}, which this stack does not have`
      : `it belongs to ${other} now`;
  return `LiveKit trunk ${sipTrunkId} "${name}" is not deleted: ${reason}`;
}
