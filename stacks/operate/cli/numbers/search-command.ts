import { Command } from "@commander-js/extra-typings";
import type { SearchFlags } from "./search-flags.js";
import type { Act } from "../stack/context.js";
import { searchOptions } from "./search-options.js";

/** `arkenos numbers search`: numbers for sale. */
export const search = (act: Act) => {
  const command = new Command("search").description("search the numbers that Twilio sells");
  for (const option of searchOptions()) command.addOption(option);
  return command
    .option("--limit <count>", "maximum number of results", "10")
    .addHelpText(
      "after",
      `
Examples:
  arkenos numbers search --area-code 510
  arkenos numbers search --country GB --type mobile --capabilities voice,sms
  arkenos numbers search --near 37.8,-122.3 --distance 50 --limit 30 --json`,
    )
    .action(
      act(async (context, [options]: [SearchFlags & { readonly limit: string }]) =>
        (await import("./search.js")).runSearch(context, options),
      ),
    );
};
