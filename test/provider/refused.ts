import { expect } from "vitest";
import type { Made } from "./run.js";
import type { World } from "./world.js";

/**
 * The owner of a resource in two teams' stacks: project and stack have the same name, so all derived names are equal.
 */
export const owner = (resource: string) => `telephony/dev/telephony-${resource}`;

const NOUNS = [
  "InboundTrunk",
  "OutboundTrunk",
  "DispatchRule",
  "ElasticTrunk",
  "CredentialList",
  "Credential",
] as const;

/** Every object that a stack could adopt. */
export function everything({ contents }: World): Promise<unknown> {
  return Promise.all(NOUNS.map((noun) => contents.all(noun)));
}

/** Expects a create to be refused with these words, and every object to stay unchanged. */
export async function expectRefused(world: World, attempt: () => Promise<Made>, ...words: string[]): Promise<void> {
  const before = await everything(world);
  const refusal = await attempt().then(
    () => "nothing was refused",
    (error: unknown) => (error as Error).message,
  );
  for (const word of words) expect(refusal).toContain(word);
  expect(await everything(world)).toEqual(before);
}
