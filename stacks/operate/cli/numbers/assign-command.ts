import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos numbers assign`: assigns an owned number to an agent. */
export const assign = (act: Act) =>
  new Command("assign")
    .description("assign a number that the account owns to an agent")
    .argument("<number>", "in E.164, such as +15105550100")
    .requiredOption("--agent <agent>", "agent that answers it")
    .addOption(countryOption())
    .option("--move", "move it here even from a trunk of another stack")
    .addHelpText("after", "\nExamples:\n  arkenos numbers assign +15105550100 --agent reception")
    .action(
      act(async (context, [number, options]) => (await import("./assign.js")).runAssign(context, number, options)),
    );
