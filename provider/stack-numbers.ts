import { z } from "zod";

/** The part of a stack's config that lists numbers, as Pulumi hands it over: JSON by key. */
const listed = z.object({
  numbers: z.record(z.string(), z.object({ release: z.unknown() }).partial()).catch({}),
  outbound: z.object({ fromNumbers: z.array(z.unknown()).catch([]) }).catch({ fromNumbers: [] }),
});

/**
 * The numbers that the stack's config lists now. The state says what was converged, and the config what a
 * person wants: where the two differ, the config keeps a number from being given back.
 */
export class StackNumbers {
  #get: (key: "numbers" | "outbound") => string | undefined = () => undefined;

  /** Stores where the config is read. */
  configure(get: (key: "numbers" | "outbound") => string | undefined): void {
    this.#get = get;
  }

  /** Whether the config lists a number, to answer it or to call from it. */
  lists(number: string): boolean {
    const { numbers, outbound } = this.#config();
    return Object.hasOwn(numbers, number) || outbound.fromNumbers.includes(number);
  }

  /** Whether the config lists a number, and does not say `release: true` of it. */
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
