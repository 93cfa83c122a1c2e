import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos numbers reassign`: a number to another agent. */
export const reassign = (act: Act) =>
  new Command("reassign")
    .description("give a number of the stack to another agent; it rings all the while")
    .argument("<number>", "in E.164, such as +15105550100")
    .requiredOption("--agent <id>", "who answers it from now on")
    .addOption(countryOption())
    .addHelpText("after", "\nExamples:\n  arkenos numbers reassign +15105550100 --agent night-desk")
    .action(
      act(async (context, [number, options]) => (await import("./reassign.js")).runReassign(context, number, options)),
    );
