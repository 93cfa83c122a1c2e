import { type Holder, holdersIn } from "./lock.js";

/** Why the engine cannot work on a stack. */
export type Refusal =
  /** Another run holds the stack. */
  | { readonly code: "stack_locked"; readonly holders: readonly Holder[] }
  /** The stack does not exist, its passphrase is missing or wrong, or Pulumi Cloud wants a login. */
  | { readonly code: "stack_not_found" | "wrong_passphrase" | "not_logged_in" };

/** In files and buckets, and in Pulumi Cloud. */
const LOCKED = /the stack is currently locked by|Another update is currently in progress/;

const TEXTS = {
  stack_not_found: /^\s*(stderr:)?\s*(error:)?\s*no stack named .* found/m,
  wrong_passphrase: /passphrase must be set|incorrect passphrase/,
  not_logged_in:
    /PULUMI_ACCESS_TOKEN must be set for login|requires logging in; try|No credentials provided or are invalid/,
} as const;

/**
 * The refusal in what the engine printed. The engine reports these only as text, which no other file parses; its error
 * carries them as data.
 *
 * @returns undefined for any other failure
 */
export function refusalIn(said: string): Refusal | undefined {
  if (LOCKED.test(said)) return { code: "stack_locked", holders: holdersIn(said) };
  for (const code of ["stack_not_found", "wrong_passphrase", "not_logged_in"] as const)
    if (TEXTS[code].test(said)) return { code };
  return undefined;
}
