import { isE164 } from "@arkenos/provider";
import { pathText, type Problem } from "@arkenos/provider/problem";
import type { z } from "zod";
import { homeOf, readPhoneNumber } from "../phone-number.js";
import type { NumberShape } from "./number-settings.js";
import { isList, type ListedNumber } from "./numbers.js";

type Settings = Partial<z.output<z.ZodObject<NumberShape>>>;

/** Numbers as they are written. What is unsound, or not known yet, is undefined. */
export type DraftNumbers = Readonly<Record<string, Settings | undefined>> | readonly Partial<ListedNumber>[];

/** Each number is written in one way, stands there once, and is bought where it says how. */
export function numberProblems({ numbers = {} }: { readonly numbers?: DraftNumbers }): Problem[] {
  const places = placesOf(numbers);
  const home = homeOf(
    places.flatMap(({ settings: { number } }) => (number !== undefined && isE164(number) ? number : [])),
  );
  const [seen, keys] = [new Map<string, string>(), new Map<string, readonly PropertyKey[]>()];
  return places.flatMap(({ path, settings }) => {
    const { number, key = number, addressSid, bundleSid, identitySid, purchase, release } = settings;
    const meant = number === undefined ? undefined : readPhoneNumber(number, home);
    const twin = meant && seen.get(meant);
    if (number !== undefined && meant !== undefined) seen.set(meant, number);
    const sameKey = key === undefined || twin !== undefined ? undefined : keys.get(key);
    if (key !== undefined) keys.set(key, path);
    const problem = (code: string, message: string, remedy: string, ...below: string[]): Problem => {
      return { path: [...path, ...below], code, message, remedy };
    };
    const inList = isList(numbers) ? ["number"] : [];
    const isRegulated = (addressSid ?? bundleSid ?? identitySid) !== undefined;
    return [
      ...(number === undefined || isE164(number)
        ? []
        : [problem("not_e164", "is not in E.164", remedyFor(number, meant), ...inList)]),
      ...(twin === undefined
        ? []
        : [problem("duplicate_number", `is the same number as "${twin}"`, "keep one of the two", ...inList)]),
      ...(isList(numbers) && key === undefined
        ? [
            problem(
              "missing_key",
              "is missing",
              'a number that is not known yet needs one, such as key: "support"',
              "key",
            ),
          ]
        : []),
      ...(sameKey === undefined
        ? []
        : [problem("duplicate_key", `is also the key of ${pathText(sameKey)}`, "give each number its own key", "key")]),
      ...(purchase !== true && isRegulated
        ? [problem("not_bought", "has regulatory SIDs but is not bought", "set purchase to true, or leave them out")]
        : []),
      ...(purchase !== true && release === true
        ? [
            problem(
              "not_bought",
              "gives back what the stack manages",
              "set purchase to true as well, an owned number is not bought again",
              "release",
            ),
          ]
        : []),
    ];
  });
}

/** Each number with the place where it stands. */
function placesOf(numbers: DraftNumbers): {
  readonly path: readonly PropertyKey[];
  readonly settings: Partial<ListedNumber>;
}[] {
  if (isList(numbers)) return numbers.map((settings, index) => ({ path: ["numbers", index], settings }));
  return Object.entries(numbers).map(([number, settings]) => ({
    path: ["numbers", number],
    settings: { ...settings, number },
  }));
}

function remedyFor(number: string, meant: string | undefined): string {
  if (meant !== undefined) return `write ${meant}, in quotes`;
  // YAML takes a number without quotes for a quantity, and drops its plus.
  if (/^1[2-9]\d{9}$/.test(number)) return `write +${number}, in quotes, if it begins with its country code`;
  return "write + and 7 to 15 digits, in quotes, such as +15105550100";
}
