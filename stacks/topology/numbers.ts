import type { z } from "zod";
import type { listedNumber, numberSettings } from "./number-settings.js";

/** A number in a list. */
export type ListedNumber = z.output<typeof listedNumber>;

/** Numbers as they are written: settings by number, or a list. */
export type WrittenNumbers = Readonly<Record<string, z.output<typeof numberSettings>>> | readonly ListedNumber[];

/** A number with the key that names its resources. */
export type KeyedNumber = ListedNumber & { readonly key: string };

/** All numbers as a list. Outside a list, a number is its own key. */
export function keyedNumbers(numbers: WrittenNumbers): KeyedNumber[] {
  if (isList(numbers)) return numbers.map((one) => ({ ...one, key: one.key ?? one.number }));
  return Object.entries(numbers).map(([number, settings]) => ({ ...settings, key: number, number }));
}

/** Whether numbers are a list. */
export function isList<List extends readonly unknown[]>(numbers: object | List): numbers is List {
  return Array.isArray(numbers);
}
