import {
  NotFoundError,
  type Offer,
  type Search,
  searchNumbers,
  type TwilioAccount,
  typesSoldIn,
} from "@arkenos/provider/clouds";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** Matching numbers for sale. @throws CommandError that names the types on sale if Twilio does not sell this one there */
export async function findOffers(account: TwilioAccount, search: Search): Promise<Offer[]> {
  try {
    return await searchNumbers(account, search);
  } catch (error) {
    if (error instanceof NotFoundError) throw await unsold(account, search);
    throw error;
  }
}

async function unsold(account: TwilioAccount, { country, type }: Search): Promise<CommandError> {
  const types = await typesSoldIn(account, country).catch((error: unknown) => {
    if (error instanceof NotFoundError) return [];
    throw error;
  });
  if (types.length === 0) {
    return new CommandError({
      code: "none_for_sale",
      message: `Twilio sells no numbers in ${country}`,
      exitCode: ExitCode.usage,
      next: "Use another --country, such as US or GB",
    });
  }
  return new CommandError({
    code: "none_for_sale",
    message: `Twilio sells no ${type} numbers in ${country}`,
    exitCode: ExitCode.usage,
    next: `Types on sale there are ${types.join(", ")}; choose one with --type`,
  });
}
