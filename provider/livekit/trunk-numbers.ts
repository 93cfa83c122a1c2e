import type { ProblemDetail } from "../problem.js";
import { list } from "../refusal.js";
import type { CurrentRun } from "../spec.js";
import { twilio } from "../twilio/client.js";
import { normalizeNumber } from "../values/normalize-number.js";
import { otherOwnerOf } from "./marker.js";

/** The numbers on a trunk that are not in a list, as text. */
export function otherNumbers(onTrunk: readonly string[], wanted: readonly string[]): string[] {
  return without(onTrunk, wanted).map((number) => `number ${number}`);
}

/** The numbers of a list that are not in another, compared as LiveKit does. They keep their spelling. */
function without(numbers: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(normalizeNumber));
  return numbers.filter((number) => !known.has(normalizeNumber(number)));
}

/** What the state knows about a trunk. */
export interface Known {
  readonly numbers?: readonly string[] | undefined;
  readonly owner?: string | undefined;
}

/**
 * Why a trunk stays although its resource is deleted: others use it now. A number in the config belongs to the stack
 * even before the state knows it, because an update may have been interrupted.
 */
export function stillUsed(
  trunk: { sipTrunkId: string; name: string; numbers: string[]; metadata: string } | undefined,
  { numbers = [], owner }: Known,
  { stackNumbers }: Pick<CurrentRun, "stackNumbers">,
): ProblemDetail | undefined {
  if (trunk === undefined) return undefined;
  const { sipTrunkId, name, metadata } = trunk;
  const other = otherOwnerOf(metadata, owner);
  const unlisted = trunk.numbers.filter((number) => !stackNumbers.has(normalizeNumber(number)));
  const strangers = otherNumbers(unlisted, numbers);
  if (other === undefined && strangers.length === 0) return undefined;
  const reason =
    other === undefined
      ? `it carries ${list(strangers)}, which this stack does not have`
      : `it belongs to ${other} now`;
  return {
    /** An object is not deleted, because it still serves something that this stack does not have. */
    code: "still_used",
    message: `LiveKit trunk ${sipTrunkId} "${name}" is not deleted: ${reason}`,
  };
}

/**
 * Returns a trunk without the numbers that others have put on it since this stack last wrote it and that a Twilio trunk
 * sends to it: changing who answers those is not up to this stack. A number that no Twilio trunk sends is a manual
 * change, or was left by an interrupted update.
 */
export async function withoutOthersNumbers<Trunk extends { sipTrunkId: string; name: string; numbers: string[] }>(
  trunk: Trunk & { clone(): Trunk },
  { numbers = [] }: Known,
  run: CurrentRun,
): Promise<Trunk> {
  const strangers = without(trunk.numbers, numbers).filter((number) => !run.stackNumbers.has(normalizeNumber(number)));
  const others = await onTwilioTrunks(strangers, run);
  if (others.length === 0) return trunk;
  const { sipTrunkId, name } = trunk;
  run.say({
    code: "numbers_of_others",
    message: `LiveKit trunk ${sipTrunkId} "${name}" also carries ${list(otherNumbers(others, []))}, which this stack does not have: updates keep what others put there`,
  });
  return Object.assign(trunk.clone(), { numbers: trunk.numbers.filter((number) => !others.includes(number)) });
}

/**
 * The numbers to write to a trunk: those that are wanted, and those that others have added since it was last written.
 */
export function mergedNumbers(
  wanted: readonly string[],
  trunk: { readonly numbers: readonly string[] } | undefined,
  { numbers: known }: Known,
): string[] {
  if (trunk === undefined || known === undefined) return [...wanted];
  return [...wanted, ...without(trunk.numbers, [...known, ...wanted])];
}

/**
 * The numbers to keep on a trunk that stays. Removes this stack's numbers that no Twilio trunk sends to it. Undefined
 * if nothing changes, or if no number would be left.
 */
export async function numbersThatStay(
  trunk: { readonly numbers: readonly string[] } | undefined,
  { numbers = [] }: Known,
  run: CurrentRun,
): Promise<string[] | undefined> {
  const others = without(trunk?.numbers ?? [], numbers);
  const ours = (trunk?.numbers ?? []).filter((number) => !others.includes(number));
  if (trunk === undefined || ours.length === 0 || run.account(twilio) === undefined) return undefined;
  const inUse = await onTwilioTrunks(ours, run);
  const left = trunk.numbers.filter((number) => !ours.includes(number) || inUse.includes(number));
  return left.length === 0 || left.length === trunk.numbers.length ? undefined : left;
}

/** The numbers in this list that are on a Twilio trunk. */
async function onTwilioTrunks(numbers: readonly string[], run: CurrentRun): Promise<string[]> {
  if (numbers.length === 0 || run.account(twilio) === undefined) return [];
  const owned = await (await run.client(twilio)).numbers.all();
  const onTrunks = new Set(owned.filter(({ trunkSid }) => trunkSid).map(({ phoneNumber }) => phoneNumber));
  return numbers.filter((number) => onTrunks.has(normalizeNumber(number)));
}
