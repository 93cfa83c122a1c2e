import { Command } from "@commander-js/extra-typings";
import type { Act } from "../../context.js";

/** `arkenos numbers assign`: an owned number to an agent. */
export const assign = (act: Act) =>
  new Command("assign")
    .description("give a number that the account owns to an agent")
    .argument("<number>", "in E.164, such as +15105550100")
    .requiredOption("--agent <id>", "who answers it")
    .option(
      "--country <code>",
      "where a number without a country code is at home; default: where the stack's numbers are",
    )
    .option("--move", "take it even from a trunk that is not this stack's")
    .addHelpText("after", "\nExamples:\n  arkenos numbers assign +15105550100 --agent reception")
    .action(
      act(async (context, [number, options]) =>
        (await import("../../numbers/assign.js")).runAssign(context, number, options),
      ),
    );
