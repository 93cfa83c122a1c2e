import { z } from "zod";
import { local } from "./local.js";
import { e164 } from "./values/e164.js";

/** The numbers that a stack puts on a trunk. An object that serves the trunk needs them when it is deleted. */
export const stackNumbersProp = local(z.array(e164(), { error: "must be a list of numbers" }).optional());

/** The part of a stack's config that lists numbers, as Pulumi passes it: JSON by key. */
const listed = z.object({
  // An entry that is not valid counts as listed, so that its number is kept.
  numbers: z.record(z.string(), z.object({ release: z.unknown() }).partial().catch({})).catch({}),
  outbound: z.object({ fromNumbers: z.array(z.unknown()).catch([]) }).catch({ fromNumbers: [] }),
});

/**
 * The numbers of a stack: those in its config now, and those whose resources are deleted in this run. The state says
 * what was deployed, and the config what is wanted. Where they differ, the config prevents the release of a number.
 */
export class StackNumbers {
  readonly #leaving = new Set<string>();
  #get: (key: "numbers" | "outbound") => string | undefined = () => undefined;

  /** Stores how to read the config. */
  configure(get: (key: "numbers" | "outbound") => string | undefined): void {
    this.#get = get;
  }

  /** Records a number that leaves the stack in this run. */
  noteLeaving(number: string): void {
    this.#leaving.add(number);
  }

  /** Whether a number leaves the stack in this run. */
  isLeaving(number: string): boolean {
    return this.#leaving.has(number);
  }

  /**
   * Whether a number belongs to the stack: the config lists it for inbound or outbound calls, or it leaves in this run.
   */
  has(number: string): boolean {
    const { numbers, outbound } = this.#config();
    return this.isLeaving(number) || Object.hasOwn(numbers, number) || outbound.fromNumbers.includes(number);
  }

  /** Whether the config lists a number without `release: true`. */
  keeps(number: string): boolean {
    const { numbers, outbound } = this.#config();
    const settings = Object.hasOwn(numbers, number) ? numbers[number] : undefined;
    if (settings !== undefined) return settings.release !== true;
    return outbound.fromNumbers.includes(number);
  }

  #config(): z.output<typeof listed> {
    return listed.parse({ numbers: this.#read("numbers"), outbound: this.#read("outbound") });
  }

  #read(key: "numbers" | "outbound"): unknown {
    try {
      return JSON.parse(this.#get(key) ?? "{}");
    } catch {
      return undefined;
    }
  }
}
