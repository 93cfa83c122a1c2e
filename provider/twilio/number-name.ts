import { ownerHash } from "../owner.js";

/** Twilio's bound for a number's name, and ours for the owner's key in it. */
const LONGEST = 64;
const LONGEST_KEY = 24;

/** Longest name a person may give a number: the rest is the owner's key. */
export const LONGEST_NAME = LONGEST - LONGEST_KEY - " []".length;

const STAMPED = /^(?<name>.*) \[(?<key>[^\]]+)\]$/;

/** A number's name in the console: the person's own, and the owner's key, by which a purchase is found again. */
export function stampName(name: string | undefined, owner: string | undefined): string | undefined {
  if (owner === undefined) return name;
  return `${name ?? "Arkenos"} [${ownerKey(owner)}]`;
}

/** Takes a number's name apart again. */
export function unstampName(stored: string): { name: string; key?: string } {
  const { name = stored, key } = STAMPED.exec(stored)?.groups ?? {};
  return { name, ...(key !== undefined && { key }) };
}

/** An owner in at most 24 characters, readable as far as it goes. */
export function ownerKey(owner: string): string {
  return owner.length <= LONGEST_KEY ? owner : `${owner.slice(0, LONGEST_KEY - 9)}~${ownerHash(owner).slice(0, 8)}`;
}
