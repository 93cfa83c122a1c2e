import type { Offer, TwilioAccount } from "@arkenos/provider/clouds";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";
import { findOffers } from "./offers.js";
import { type SearchFlags, searchOf } from "./search-flags.js";

/** A number to buy. */
export interface Candidate {
  readonly phoneNumber: string;
  /** Where it is and what it can do, as far as a search told. */
  readonly about: string;
}

type Flags = SearchFlags & { readonly addressSid?: string | undefined; readonly bundleSid?: string | undefined };

/**
 * The number that was named, or the first that a search finds and that the flags suffice for.
 *
 * @throws CommandError if there is none, or its country asks for an address that is not given
 */
export async function chooseNumber(
  account: TwilioAccount,
  number: string | undefined,
  flags: Flags,
  owned: ReadonlySet<string>,
): Promise<Candidate> {
  if (number !== undefined) {
    // Its country says where a number without a country code is at home.
    if (isSearch({ ...flags, country: undefined }))
      throw new CommandError("A number and a search were given", {
        exitCode: ExitCode.usage,
        next: `Leave the search's flags out to buy ${number}, or the number to search`,
      });
    return { phoneNumber: number, about: "" };
  }
  if (!isSearch(flags))
    throw new CommandError("Neither a number nor a search was given", {
      exitCode: ExitCode.usage,
      next: "Name a number, or say what to look for, such as --country US --area-code 510",
    });
  const offers = (await findOffers(account, searchOf(flags))).filter(({ phoneNumber }) => !owned.has(phoneNumber));
  const chosen = offers.find((offer) => suffices(offer, flags));
  if (chosen) return { phoneNumber: chosen.phoneNumber, about: describe(chosen) };
  const [first] = offers;
  if (!first) throw new CommandError("No number that fits is for sale", { next: "Ask for less, or look elsewhere" });
  throw new CommandError(`Numbers like ${first.phoneNumber} need ${addressOf(first)}`, {
    exitCode: ExitCode.usage,
    next: "Set one up in Twilio's console and say --address-sid AD… (and --bundle-sid BU… where the country asks for it)",
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

function suffices({ addressRequirements }: Offer, { addressSid, bundleSid }: Flags): boolean {
  return addressRequirements === "none" || addressSid !== undefined || bundleSid !== undefined;
}

function addressOf({ addressRequirements: kind, country }: Offer): string {
  return kind === "any" ? "an address" : `a ${kind} address${kind === "local" ? ` in ${country}` : ""}`;
}

function describe({ locality, region, country, capabilities }: Offer): string {
  return [[locality, region, country].filter(Boolean).join(", "), capabilities.join(" ")].join("; ");
}
