import { isE164 } from "@arkenos/provider";
import { homeOf, readPhoneNumber } from "../phone-number.js";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import type { WholeTopology } from "./topology-schema.js";

/** Each number is written in one way, stands there once, and is bought where it says how. */
export function numberProblems({ numbers = {} }: Draft<WholeTopology>): string[] {
  const seen = new Map<string, string>();
  const home = homeOf(Object.keys(numbers).filter(isE164));
  return Object.entries(numbers).flatMap(([number, settings]) => {
    const place = pathText(["numbers", number]);
    const meant = readPhoneNumber(number, home);
    const twin = meant && seen.get(meant);
    if (meant !== undefined) seen.set(meant, number);
    const { addressSid, bundleSid, identitySid, purchase, release } = settings ?? {};
    return [
      ...(isE164(number) ? [] : [`${place}: is not in E.164; ${remedy(number, meant)}`]),
      ...(twin === undefined ? [] : [`${place}: is the same number as "${twin}"; keep one of the two`]),
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

function remedy(number: string, meant: string | undefined): string {
  if (meant !== undefined) return `write ${meant}, in quotes`;
  // YAML takes a number without quotes for a quantity, and drops its plus.
  if (/^1[2-9]\d{9}$/.test(number)) return `write +${number}, in quotes, if it begins with its country code`;
  return "write + and 7 to 15 digits, in quotes, such as +15105550100";
}
