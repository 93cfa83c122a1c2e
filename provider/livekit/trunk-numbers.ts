import { list } from "../refusal.js";
import { otherOwnerOf, wroteNumbers } from "./marker.js";

/** Numbers on a trunk that are not in a list, in words. */
export function numbersBeyond(onTrunk: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(wanted);
  return onTrunk.filter((number) => !known.has(number)).map((number) => `number ${number}`);
}

/** Why a trunk stays although its resource is deleted: somebody else uses it by now. */
export function stillUsed(
  trunk: { sipTrunkId: string; name: string; numbers: string[]; metadata: string } | undefined,
  numbers: readonly string[] = [],
  owner?: string,
): string | undefined {
  if (trunk === undefined) return undefined;
  const { sipTrunkId, name, metadata } = trunk;
  const other = otherOwnerOf(metadata, owner);
  // An interrupted update may have written more numbers than the state knows.
  const strangers = wroteNumbers(metadata, trunk.numbers) ? [] : numbersBeyond(trunk.numbers, numbers);
  if (other === undefined && strangers.length === 0) return undefined;
  const reason =
    other === undefined
      ? `it carries ${list(strangers)}, which this stack does not have`
      : `it belongs to ${other} now`;
  return `LiveKit trunk ${sipTrunkId} "${name}" is not deleted: ${reason}`;
}
