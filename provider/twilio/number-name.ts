import { createHash } from "node:crypto";
import { ownerHash } from "../owner.js";

/** Twilio's limit for the length of a number's name. */
export const LONGEST_NAME = 64;

/**
 * The beginning of the owner in readable form, a hash of the whole owner, and a checksum of both, which rules out names
 * that people typed.
 */
const MARK = /^.* \[(?<mark>(?<readable>[^~]{1,11})~(?<hash>[0-9a-f]{8})(?<check>[0-9a-f]{4}))\]$/s;
const LONGEST_MARK = 24;

/** The length that a name may have so that a marker fits. */
export const LONGEST_MARKED_NAME = LONGEST_NAME - LONGEST_MARK - " []".length;

/** Appends the owner's marker to a name, so that a number bought by a search can be found again. */
export function markName(name: string, owner: string): string {
  return `${name}${suffix(markOf(owner))}`;
}

/**
 * Whether a name carries the owner's marker, in its current form or in the form that earlier versions appended to this
 * name.
 */
export function isMarkedFor(stored: string, owner: string, name: string | undefined): boolean {
  return stored.endsWith(suffix(markOf(owner))) || stored === `${name ?? "Arkenos"}${suffix(earlierMarkOf(owner))}`;
}

/** The name without the owner's marker. Never parses a name that a person gave. */
export function withoutMark(stored: string, owner: string | undefined, name: string | undefined): string {
  if (owner === undefined || stored === name || !isMarkedFor(stored, owner, name)) return stored;
  return stored.slice(0, stored.lastIndexOf(" ["));
}

/**
 * The marker of another owner in a name, if there is one. Markers of earlier versions prove nothing, because people
 * choose such names.
 */
export function markOfOther(stored: string, owner: string | undefined): string | undefined {
  const { mark, readable = "", hash = "", check } = MARK.exec(stored)?.groups ?? {};
  if (mark === undefined || check !== checksum(readable, hash)) return undefined;
  return owner !== undefined && mark === markOf(owner) ? undefined : mark;
}

function markOf(owner: string): string {
  const readable = owner.slice(0, 11).replaceAll("~", "-");
  const hash = ownerHash(owner).slice(0, 8);
  return `${readable}~${hash}${checksum(readable, hash)}`;
}

/** The suffix that versions up to 0.1 appended to the name of every number that they bought or found. */
function earlierMarkOf(owner: string): string {
  return owner.length <= LONGEST_MARK ? owner : `${owner.slice(0, LONGEST_MARK - 9)}~${ownerHash(owner).slice(0, 8)}`;
}

function suffix(mark: string): string {
  return ` [${mark}]`;
}

function checksum(readable: string, hash: string): string {
  return createHash("sha256").update(`${readable}~${hash}`).digest("hex").slice(0, 4);
}
