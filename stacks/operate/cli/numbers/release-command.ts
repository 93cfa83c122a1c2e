import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos numbers release`: removes a number from the stack. */
export const release = (act: Act) =>
  new Command("release")
    .description("remove a number from its agent and the trunk; it stays in the account")
    .argument("<number>", "in E.164, such as +15105550100")
    .addOption(countryOption())
    .option("--give-back", "also release it to Twilio, permanently; you confirm by typing the number")
    .option("--i-understand", "required with --yes --give-back: confirm that the number cannot be recovered")
    .addHelpText(
      "after",
      `
Examples:
  arkenos numbers release +15105550100
  arkenos numbers release +15105550100 --give-back`,
    )
    .action(
      act(async (context, [number, options]) => (await import("./release.js")).runRelease(context, number, options)),
    );
