import type { Offer } from "@arkenos/provider/clouds";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { settingsSession } from "../stack/settings-session.js";
import { table } from "../terminal/table.js";
import { twilioAccount } from "./account.js";
import { findOffers } from "./offers.js";
import { type SearchFlags, searchOf } from "./search-flags.js";

/** `arkenos numbers search`: matching numbers for sale. */
export async function runSearch(context: Context, flags: SearchFlags & { readonly limit: string }): Promise<Answer> {
  const search = searchOf(flags);
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new CommandError("--limit must be a whole number of 1 or more", { exitCode: ExitCode.usage });
  const account = await twilioAccount(await settingsSession(context));
  const numbers = (await findOffers(account, search)).slice(0, limit);
  return { data: { country: search.country, type: search.type, numbers }, text: render(numbers, search.type) };
}

function render(numbers: readonly Offer[], type: string): string {
  if (numbers.length === 0) return `No matching ${type} number is for sale. Use fewer search flags, or another area.`;
  const rows = numbers.map(({ phoneNumber, locality, region, country, capabilities, addressRequirements, beta }) => [
    phoneNumber,
    [locality, region, country].filter(Boolean).join(", "),
    capabilities.join(" "),
    addressRequirements === "none"
      ? ""
      : `needs ${addressRequirements === "any" ? "an" : `a ${addressRequirements}`} address`,
    beta ? "beta" : "",
  ]);
  return `${table(["NUMBER", "PLACE", "CAPABILITIES", "ADDRESS", ""], rows)}\n\nThese numbers are not reserved. Buy one: arkenos numbers buy ${numbers[0]?.phoneNumber} --agent ID`;
}
