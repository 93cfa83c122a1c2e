import type { z } from "zod";
import type { listedNumber, numberSettings } from "./number-settings.js";

/** A number of a list. */
export type ListedNumber = z.output<typeof listedNumber>;

/** The numbers of a topology as they are written: settings by number, or a list. */
export type WrittenNumbers = Readonly<Record<string, z.output<typeof numberSettings>>> | readonly ListedNumber[];

/** A number, under the key that names its resources. */
export type KeyedNumber = ListedNumber & { readonly key: string };

/** All numbers, however they are written: what is no list has the number for its key. */
export function keyedNumbers(numbers: WrittenNumbers): KeyedNumber[] {
  if (isList(numbers)) return numbers.map((one) => ({ ...one, key: one.key ?? one.number }));
  return Object.entries(numbers).map(([number, settings]) => ({ ...settings, key: number, number }));
}

/** Whether numbers are written as a list. */
export function isList<List extends readonly unknown[]>(numbers: object | List): numbers is List {
  return Array.isArray(numbers);
}
