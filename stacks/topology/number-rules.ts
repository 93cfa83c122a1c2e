import { isE164 } from "@arkenos/provider";
import { pathText } from "../schema/path.js";
import type { Draft } from "../schema/reading.js";
import type { WholeTopology } from "./topology-schema.js";

/** Each number is written in one way, stands there once, and is bought where it says how. */
export function numberProblems({ numbers = {} }: Draft<WholeTopology>): string[] {
  const seen = new Map<string, string>();
  return Object.entries(numbers).flatMap(([number, settings]) => {
    const place = pathText(["numbers", number]);
    const normalised = normalise(number);
    const twin = normalised && seen.get(normalised);
    if (normalised !== undefined) seen.set(normalised, number);
    const { addressSid, bundleSid, identitySid, purchase, release } = settings ?? {};
    return [
      ...(isE164(number) ? [] : [`${place}: is not in E.164; ${remedy(number, normalised)}`]),
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

function normalise(number: string): string | undefined {
  // A zero in brackets is dialled within the country only.
  const digits = number.replace("(0)", "").replace(/\D/g, "").replace(/^00/, "");
  return isE164(`+${digits}`) ? `+${digits}` : undefined;
}

function remedy(number: string, normalised: string | undefined): string {
  if (normalised === undefined) return "write + and 7 to 15 digits, in quotes, such as +15105550100";
  const isInternational = /^\s*(\+|00)/.test(number);
  return `write ${normalised}, in quotes${isInternational ? "" : ", if it begins with its country code"}`;
}
