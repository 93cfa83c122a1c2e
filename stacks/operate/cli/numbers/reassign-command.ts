import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos numbers reassign`: assigns a number to another agent. */
export const reassign = (act: Act) =>
  new Command("reassign")
    .description("assign a number of the stack to another agent without downtime")
    .argument("<number>", "in E.164, such as +15105550100")
    .requiredOption("--agent <agent>", "agent that answers it from now on")
    .addOption(countryOption())
    .addHelpText("after", "\nExamples:\n  arkenos numbers reassign +15105550100 --agent night-desk")
    .action(
      act(async (context, [number, options]) => (await import("./reassign.js")).runReassign(context, number, options)),
    );
