import { FOR_SALE, OWNED, type Place } from "./clouds.js";
import type { Config, NumberConfig } from "./config.js";
import type { Beginning, Happening, NumberAs } from "./history.js";

const STACKS = ["dev", "prod", "night"] as const;
const PREFIXES = ["Arkenos", "Acme", "Globex"] as const;
const TOPOLOGIES = ["telephony", "phones"] as const;

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** The numbers that a stack in a place may list. */
export function numbersOf(place: Place): readonly string[] {
  return [...OWNED[place], ...FOR_SALE];
}

/** A stack's first config. */
export function firstConfig({ place, stack, prefix, adopt, numbers }: Beginning): Config {
  const here: Place = place === 1 ? 1 : 0;
  const chosen = numbers.map((index) => at(numbersOf(here), index));
  return {
    ...{ project: "telephony", stack: at(STACKS, stack), place: here, namePrefix: at(PREFIXES, prefix) },
    ...{ topology: "telephony", adopt, rotation: "" },
    numbers: Object.fromEntries(chosen.map((number) => [number, settingsOf(number, "in")])),
  };
}

/** The config after an edit; unchanged if the event is not an edit. */
export function edited(config: Config, happening: Happening): Config {
  switch (happening.do) {
    case "number": {
      const number = at(numbersOf(config.place), happening.number);
      const { [number]: _, ...others } = config.numbers;
      if (happening.as === "out") return { ...config, numbers: others };
      return { ...config, numbers: { ...others, [number]: settingsOf(number, happening.as) } };
    }
    case "line":
      return { ...config, line: happening.as === "out" ? undefined : { release: happening.as === "released" } };
    case "spare":
      return { ...config, spare: happening.on };
    case "rotate":
      return { ...config, rotation: String(Number(config.rotation) + 1) };
    case "rename":
      if (happening.what === "prefix") return { ...config, namePrefix: at(PREFIXES, happening.to) };
      if (happening.what === "stack") return { ...config, stack: at(STACKS, happening.to) };
      return { ...config, topology: at(TOPOLOGIES, happening.to) };
    case "adopt":
      return { ...config, adopt: happening.to, adoptIds: undefined };
    default:
      return config;
  }
}

/** A config entry that makes a number available. */
export function settingsOf(number: string, as: Exclude<NumberAs, "out">): NumberConfig {
  const isForSale = (FOR_SALE as readonly string[]).includes(number);
  return {
    ...((isForSale || as === "released") && { purchase: true }),
    ...(as === "released" && { release: true }),
    ...(as === "moved" && { move: true }),
  };
}
