import type { StackConfig } from "@arkenos/stacks/config";
import { type Home, homeIn, homeOf, readPhoneNumber } from "@arkenos/stacks/phone-number";
import { CommandError } from "../failure/command-error.js";
import { ExitCode } from "../failure/exit-code.js";

/** How the country of a number without a country code is found. */
export interface Typed {
  /** The stack's config, whose numbers may share a country. */
  readonly config?: Pick<StackConfig, "numbers"> | undefined;
  /** A two-letter country code, which takes precedence. */
  readonly country?: string | undefined;
}

/**
 * Converts a typed number to E.164: with spaces, dashes and parentheses, or in national format.
 *
 * @throws CommandError if it is not a phone number, or its country is unknown
 */
export function typedNumber(written: string, { config, country }: Typed = {}): string {
  const home = country === undefined ? homeOf(Object.keys(config?.numbers ?? {})) : requireHome(country);
  const number = readPhoneNumber(written, home);
  if (number !== undefined) return number;
  throw new CommandError({
    code: "not_e164",
    message: `"${written}" is not in E.164 format, ${reason(home)}`,
    exitCode: ExitCode.usage,
    next: "Write + and 7 to 15 digits, starting with the country code, such as +15105550100",
  });
}

/** Why it is not a national number either. */
function reason(home: Home | undefined): string {
  if (home === undefined) return "and its country is unknown";
  const where = "defaultCountry" in home ? home.defaultCountry : `the country code +${home.defaultCallingCode}`;
  return `and not a phone number in ${where}`;
}

function requireHome(country: string): Home {
  const home = homeIn(country);
  if (home) return home;
  throw new CommandError({
    code: "invalid_flag",
    message: `--country: unknown country "${country}"`,
    exitCode: ExitCode.usage,
    next: "Use a two-letter code, such as US or GB",
  });
}
