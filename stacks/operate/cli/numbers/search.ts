import type { Offer } from "@arkenos/provider/clouds";
import { shown } from "@arkenos/provider/text";
import { onThisStack } from "../../on-this-stack.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { settingsSession } from "../stack/settings-session.js";
import { table } from "../terminal/table.js";
import { twilioAccount } from "./account.js";
import { amountText, type Price, priceOf } from "./price.js";
import { findOffers } from "./offers.js";
import { type SearchFlags, searchOf } from "./search-flags.js";

/** `arkenos numbers search`: matching numbers for sale. */
export async function runSearch(context: Context, flags: SearchFlags & { readonly limit: string }): Promise<Answer> {
  const search = searchOf(flags);
  const limit = Number(flags.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new CommandError({
      code: "invalid_flag",
      message: "--limit must be a whole number of 1 or more",
      exitCode: ExitCode.usage,
    });
  const account = await twilioAccount(await settingsSession(context));
  const { country, type } = search;
  const numbers = (await findOffers(account, search)).slice(0, limit);
  const [first] = numbers;
  if (first === undefined) {
    const text = `No matching ${type} number is for sale. Use fewer search flags, or another area.`;
    return { data: { country, type, numbers }, text };
  }
  // Twilio's price depends on country and type alone.
  const monthlyPrice = await priceOf(account, { phoneNumber: first.phoneNumber, about: "", kind: { country, type } });
  const priced = numbers.map((number) => ({ ...number, monthlyPrice }));
  return { data: { country, type, numbers: priced }, text: render(numbers, monthlyPrice) };
}

function render(numbers: readonly Offer[], price: Price): string {
  const rows = numbers.map(({ phoneNumber, locality, region, country, capabilities, addressRequirements, beta }) => [
    phoneNumber,
    [locality, region, country].filter(Boolean).join(", "),
    capabilities.join(" "),
    amountText(price),
    addressRequirements === "none"
      ? ""
      : `needs ${addressRequirements === "any" ? "an" : `a ${addressRequirements}`} address`,
    beta ? "beta" : "",
  ]);
  const unknown = price.unknown === undefined ? "" : `The price is not known (${shown(price.unknown)}). `;
  return `${table(["NUMBER", "PLACE", "CAPABILITIES", "MONTHLY", "ADDRESS", ""], rows)}\n\n${unknown}These numbers are not reserved. Buy one: ${onThisStack(`arkenos numbers buy ${numbers[0]?.phoneNumber} --agent ID`)}`;
}
