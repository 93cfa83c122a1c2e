import { isE164 } from "@arkenos/provider";
import { pathText, type Problem } from "@arkenos/provider/problem";
import type { z } from "zod";
import { homeOf, readPhoneNumber } from "../phone-number.js";
import type { NumberShape } from "./number-settings.js";
import { isList, type ListedNumber } from "./numbers.js";

type Settings = Partial<z.output<z.ZodObject<NumberShape>>>;

/** Numbers as they are written. Invalid and unknown parts are undefined. */
export type DraftNumbers = Readonly<Record<string, Settings | undefined>> | readonly Partial<ListedNumber>[];

/** Problems of numbers: not in E.164, listed twice, or with settings that need `purchase`. */
export function numberProblems({ numbers = {} }: { readonly numbers?: DraftNumbers }): Problem[] {
  const places = placesOf(numbers);
  const home = homeOf(
    places.flatMap(({ settings: { number } }) => (number !== undefined && isE164(number) ? number : [])),
  );
  const [seen, keys] = [new Map<string, string>(), new Map<string, readonly PropertyKey[]>()];
  return places.flatMap(({ path, settings }) => {
    const { number, key = number, addressSid, bundleSid, identitySid, purchase, release } = settings;
    const meant = number === undefined ? undefined : readPhoneNumber(number, home);
    const duplicate = meant && seen.get(meant);
    if (number !== undefined && meant !== undefined) seen.set(meant, number);
    const sameKey = key === undefined || duplicate !== undefined ? undefined : keys.get(key);
    if (key !== undefined) keys.set(key, path);
    const problem = (code: string, message: string, remedy: string, ...below: string[]): Problem => {
      return { path: [...path, ...below], code, message, remedy };
    };
    const inList = isList(numbers) ? ["number"] : [];
    const isRegulated = (addressSid ?? bundleSid ?? identitySid) !== undefined;
    return [
      ...(number === undefined || isE164(number)
        ? []
        : [problem("not_e164", "is not in E.164 format", remedyFor(number, meant), ...inList)]),
      ...(duplicate === undefined
        ? []
        : [problem("duplicate_number", `is the same number as "${duplicate}"`, "keep one of the two", ...inList)]),
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
        ? [
            problem(
              "not_bought",
              "sets regulatory SIDs without purchase: true",
              "set purchase to true, or leave them out",
            ),
          ]
        : []),
      ...(purchase !== true && release === true
        ? [
            problem(
              "not_bought",
              "releases a number that the stack does not buy",
              "set purchase to true, too; a number that you own is not bought again",
              "release",
            ),
          ]
        : []),
    ];
  });
}

/** Each number and its path. */
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
  // YAML reads an unquoted number as an integer, without its plus sign.
  if (/^1[2-9]\d{9}$/.test(number)) return `write +${number}, in quotes, if it begins with its country code`;
  return "write + and 7 to 15 digits, in quotes, such as +15105550100";
}
