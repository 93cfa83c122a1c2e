import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos simulate`: where a call would go, hop by hop. */
export const simulate = (act: Act, name = "simulate") =>
  new Command(name)
    .description("trace a call through both clouds, hop by hop; no phone rings")
    .argument("<from>", "the caller's number in E.164")
    .argument("<to>", "the dialed number in E.164")
    .addOption(countryOption())
    .option("--pin <digits>", "digits that the caller enters")
    .option("--worker-down", "show what the caller hears while no worker runs, and what takes over")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos simulate +15105550177 +15105550100\n  arkenos simulate +15105550177 +15105550100 --json" +
        "\n  arkenos simulate +15105550177 +15105550100 --worker-down",
    )
    .action(
      act(async (context, [from, to, options]) =>
        (await import("./simulate.js")).runSimulate(context, from, to, options),
      ),
    );
