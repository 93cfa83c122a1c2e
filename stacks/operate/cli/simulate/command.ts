import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos dial`: where a call would go, hop by hop. */
export const dial = (act: Act) =>
  new Command("dial")
    .alias("simulate")
    .description("walk a call through both clouds as they are; nobody is called")
    .argument("<from>", "the caller's number, in E.164")
    .argument("<to>", "the dialled number, in E.164")
    .addOption(countryOption())
    .option("--pin <digits>", "digits that the caller types")
    .option("--worker-down", "show what the caller hears while no worker runs, and what takes over")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos dial +15105550177 +15105550100\n  arkenos simulate +15105550177 +15105550100 --json" +
        "\n  arkenos simulate +15105550177 +15105550100 --worker-down",
    )
    .action(
      act(async (context, [from, to, options]) => (await import("./simulate.js")).runDial(context, from, to, options)),
    );
