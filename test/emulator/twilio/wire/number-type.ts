import type { NumberType } from "../phone-number.js";

/** The words of a type: `TollFree` is `toll` and `free`. */
export function numberTypeWords(type: NumberType): string[] {
  return type.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}
