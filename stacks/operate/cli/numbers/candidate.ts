import type { Offer, TwilioAccount } from "@arkenos/provider/clouds";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { findOffers } from "./offers.js";
import { type SearchFlags, searchOf } from "./search-flags.js";

/** A number to buy. */
export interface Candidate {
  readonly phoneNumber: string;
  /** Its place and capabilities, if a search returned them. */
  readonly about: string;
  /** Its country and type, if a search returned it. */
  readonly kind?: { readonly country: string; readonly type: string };
}

type Flags = SearchFlags & { readonly addressSid?: string | undefined; readonly bundleSid?: string | undefined };

/**
 * The named number, or the first search result whose requirements the flags meet.
 *
 * @throws CommandError if there is none, or if its country requires an address that is missing
 */
export async function chooseNumber(
  account: TwilioAccount,
  number: string | undefined,
  flags: Flags,
  owned: ReadonlySet<string>,
): Promise<Candidate> {
  if (number !== undefined) {
    // With a number, --country only completes a national number.
    if (isSearch({ ...flags, country: undefined }))
      throw new CommandError({
        code: "invalid_flag",
        message: "Both a number and search flags were given",
        exitCode: ExitCode.usage,
        next: `Remove the search flags to buy ${number}, or remove the number to search`,
      });
    return { phoneNumber: number, about: "" };
  }
  if (!isSearch(flags))
    throw new CommandError({
      code: "invalid_flag",
      message: "Neither a number nor search flags were given",
      exitCode: ExitCode.usage,
      next: "Name a number, or search with flags such as --country US --area-code 510",
    });
  const search = searchOf(flags);
  const offers = (await findOffers(account, search)).filter(({ phoneNumber }) => !owned.has(phoneNumber));
  const chosen = offers.find((offer) => meetsRequirements(offer, flags));
  if (chosen)
    return {
      phoneNumber: chosen.phoneNumber,
      about: describe(chosen),
      kind: { country: search.country, type: search.type },
    };
  const [first] = offers;
  if (!first)
    throw new CommandError({
      code: "none_for_sale",
      message: "No matching number is for sale",
      next: "Use fewer search flags, or another area",
    });
  throw new CommandError({
    code: "address_required",
    message: `Numbers like ${first.phoneNumber} need ${addressOf(first)}`,
    exitCode: ExitCode.usage,
    next: "Create one in Twilio's console and add --address-sid AD… (and --bundle-sid BU… if the country requires it)",
  });
}

const SEARCH_FLAGS = [
  "country",
  "type",
  "capabilities",
  "areaCode",
  "contains",
  "region",
  "locality",
  "postalCode",
  "near",
] as const satisfies readonly (keyof SearchFlags)[];

function isSearch(flags: SearchFlags): boolean {
  return SEARCH_FLAGS.some((flag) => flags[flag] !== undefined);
}

function meetsRequirements({ addressRequirements }: Offer, { addressSid, bundleSid }: Flags): boolean {
  return addressRequirements === "none" || addressSid !== undefined || bundleSid !== undefined;
}

function addressOf({ addressRequirements: kind, country }: Offer): string {
  return kind === "any" ? "an address" : `a ${kind} address${kind === "local" ? ` in ${country}` : ""}`;
}

function describe({ locality, region, country, capabilities }: Offer): string {
  return [[locality, region, country].filter(Boolean).join(", "), capabilities.join(" ")].join("; ");
}
