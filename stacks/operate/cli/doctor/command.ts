import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos doctor`: what is wrong, and what to do about it. */
export const doctor = (act: Act) =>
  new Command("doctor")
    .description("find what is wrong in both clouds, and say what to do about it")
    .option("--only <checks...>", "only these checks")
    .option("--list", "list the checks, and look at nothing")
    .option("--probe <probes...>", "also try these out: agent-joins, origination-resolves, outbound-call=<number>")
    .addOption(countryOption())
    .option("--fix", "fix what converging can fix, and nothing else")
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
