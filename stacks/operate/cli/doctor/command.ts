import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos doctor`: problems in both clouds, and how to fix them. */
export const doctor = (act: Act) =>
  new Command("doctor")
    .description("find problems in both clouds and explain how to fix them")
    .option("--only <checks...>", "run only these checks")
    .option("--list", "list the checks without running them")
    .option("--probe <probes...>", "also run these probes: agent-joins, origination-resolves, outbound-call=<number>")
    .addOption(countryOption())
    .option("--fix", "apply the fixes that up can make")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos doctor\n  arkenos doctor --only origination-host number-not-on-trunk --json\n  arkenos doctor --fix --yes",
    )
    .action(
      act(async (context, [options]) =>
        options.list
          ? (await import("./doctor-list.js")).listChecks()
          : (await import("./doctor.js")).runDoctor(context, options),
      ),
    );
