import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos test-pipeline`: the whole way of one number. */
export const testPipeline = (act: Act) =>
  new Command("test-pipeline")
    .description("check the whole way of one number, step by step")
    .argument("<number>", "the number, in E.164")
    .addOption(countryOption())
    .option("--fix", "converge what is missing")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos test-pipeline +15105550100\n  arkenos test-pipeline +15105550100 --fix --yes",
    )
    .action(
      act(async (context, [number, options]) =>
        (await import("./test-pipeline.js")).runTestPipeline(context, number, options),
      ),
    );
