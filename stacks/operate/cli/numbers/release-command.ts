import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos numbers release`: a number out of the stack. */
export const release = (act: Act) =>
  new Command("release")
    .description("take a number from its agent and off the trunk; the account keeps it")
    .argument("<number>", "in E.164, such as +15105550100")
    .addOption(countryOption())
    .option("--give-back", "give it back to Twilio, for good; the number has to be typed")
    .option("--i-understand", "with --yes: that a number that was given back does not return")
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
