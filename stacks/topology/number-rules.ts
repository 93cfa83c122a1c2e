import { isE164 } from "@arkenos/provider";
import type { z } from "zod";
import { homeOf, readPhoneNumber } from "../phone-number.js";
import { pathText } from "../schema/path.js";
import type { NumberShape } from "./number-settings.js";
import { isList, type ListedNumber } from "./numbers.js";

type Settings = Partial<z.output<z.ZodObject<NumberShape>>>;

/** Numbers as they are written. What is unsound, or not known yet, is undefined. */
export type DraftNumbers = Readonly<Record<string, Settings | undefined>> | readonly Partial<ListedNumber>[];

/** Each number is written in one way, stands there once, and is bought where it says how. */
export function numberProblems({ numbers = {} }: { readonly numbers?: DraftNumbers }): string[] {
  const places = placesOf(numbers);
  const home = homeOf(
    places.flatMap(({ settings: { number } }) => (number !== undefined && isE164(number) ? number : [])),
  );
  const [seen, keys] = [new Map<string, string>(), new Map<string, string>()];
  return places.flatMap(({ place, settings }) => {
    const { number, key = number, addressSid, bundleSid, identitySid, purchase, release } = settings;
    const meant = number === undefined ? undefined : readPhoneNumber(number, home);
    const twin = meant && seen.get(meant);
    if (number !== undefined && meant !== undefined) seen.set(meant, number);
    const sameKey = key === undefined || twin !== undefined ? undefined : keys.get(key);
    if (key !== undefined) keys.set(key, place);
    const numberPlace = isList(numbers) ? `${place}.number` : place;
    return [
      ...(number === undefined || isE164(number) ? [] : [`${numberPlace}: is not in E.164; ${remedy(number, meant)}`]),
      ...(twin === undefined ? [] : [`${numberPlace}: is the same number as "${twin}"; keep one of the two`]),
      ...(isList(numbers) && key === undefined
        ? [`${place}.key: is missing; a number that is not known yet needs one, such as key: "support"`]
        : []),
      ...(sameKey === undefined ? [] : [`${place}.key: is also the key of ${sameKey}; give each number its own key`]),
      ...(purchase !== true && (addressSid ?? bundleSid ?? identitySid) !== undefined
        ? [`${place}: has regulatory SIDs but is not bought; set purchase to true, or leave them out`]
        : []),
      ...(purchase !== true && release === true
        ? [
            `${place}.release: gives back what the stack manages; set purchase to true as well, an owned number is not bought again`,
          ]
        : []),
    ];
  });
}

/** Each number with the place where it stands. */
function placesOf(numbers: DraftNumbers): { readonly place: string; readonly settings: Partial<ListedNumber> }[] {
  if (isList(numbers)) return numbers.map((settings, index) => ({ place: pathText(["numbers", index]), settings }));
  return Object.entries(numbers).map(([number, settings]) => ({
    place: pathText(["numbers", number]),
    settings: { ...settings, number },
  }));
}

function remedy(number: string, meant: string | undefined): string {
  if (meant !== undefined) return `write ${meant}, in quotes`;
  // YAML takes a number without quotes for a quantity, and drops its plus.
  if (/^1[2-9]\d{9}$/.test(number)) return `write +${number}, in quotes, if it begins with its country code`;
  return "write + and 7 to 15 digits, in quotes, such as +15105550100";
}
