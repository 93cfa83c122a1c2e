import { createHash } from "node:crypto";
import { ownerHash } from "../owner.js";

/** Twilio's bound for a number's name. */
export const LONGEST_NAME = 64;

/** The beginning of the owner, for a person to read; a hash of all of it; a checksum of both, which rules out typed names. */
const MARK = /^.* \[(?<mark>(?<readable>[^~]{1,11})~(?<hash>[0-9a-f]{8})(?<check>[0-9a-f]{4}))\]$/s;
const LONGEST_MARK = 24;

/** Longest name that leaves room for a mark. */
export const LONGEST_MARKED_NAME = LONGEST_NAME - LONGEST_MARK - " []".length;

/** A name with the owner's mark behind it, by which a purchase by search is found again. */
export function markName(name: string, owner: string): string {
  return `${name}${suffix(markOf(owner))}`;
}

/** Whether a name carries the owner's mark, as this version writes it, or as earlier ones wrote it behind this very name. */
export function isMarkedFor(stored: string, owner: string, name: string | undefined): boolean {
  return stored.endsWith(suffix(markOf(owner))) || stored === `${name ?? "Arkenos"}${suffix(earlierMarkOf(owner))}`;
}

/** The name without the owner's mark. A name that a person gave is never parsed. */
export function withoutMark(stored: string, owner: string | undefined, name: string | undefined): string {
  if (owner === undefined || stored === name || !isMarkedFor(stored, owner, name)) return stored;
  return stored.slice(0, stored.lastIndexOf(" ["));
}

/** The mark of an owner other than this one, if a name carries one. Marks of earlier versions prove nothing: people write such names. */
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

/** What versions up to 0.1 wrote behind the name of every number they bought or found. */
function earlierMarkOf(owner: string): string {
  return owner.length <= LONGEST_MARK ? owner : `${owner.slice(0, LONGEST_MARK - 9)}~${ownerHash(owner).slice(0, 8)}`;
}

function suffix(mark: string): string {
  return ` [${mark}]`;
}

function checksum(readable: string, hash: string): string {
  return createHash("sha256").update(`${readable}~${hash}`).digest("hex").slice(0, 4);
}
