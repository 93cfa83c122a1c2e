import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos lookup`: who answers a number. */
export const lookup = (act: Act) =>
  new Command("lookup")
    .description("show which agent answers a number, and why")
    .argument("<number>", "the dialed number in E.164")
    .addOption(countryOption())
    .addHelpText("after", "\nExamples:\n  arkenos lookup +15105550100\n  arkenos lookup '020 7946 0100' --country GB")
    .action(
      act(async (context, [number, options]) => (await import("./routes.js")).runLookup(context, number, options)),
    );
