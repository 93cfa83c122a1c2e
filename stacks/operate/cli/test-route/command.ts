import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos test-route`: the route of one number, from Twilio to its agent. */
export const testRoute = (act: Act, name = "test-route") =>
  new Command(name)
    .description("check the route of one number, step by step")
    .argument("<number>", "the number in E.164")
    .addOption(countryOption())
    .option("--fix", "fix what is wrong by running up")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos test-route +15105550100\n  arkenos test-route +15105550100 --fix --yes",
    )
    .action(
      act(async (context, [number, options]) =>
        (await import("./test-route.js")).runTestRoute(context, number, options),
      ),
    );
