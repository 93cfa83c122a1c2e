import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos destroy`: deletes the stack's resources. */
export const destroy = (act: Act) =>
  new Command("destroy")
    .description("delete the stack's resources; phone numbers stay in the account")
    .option("--fast", "write the state once, at the end; a killed run is continued from its journal")
    .addHelpText("after", "\nExamples:\n  arkenos destroy\n  arkenos destroy --stack dev --yes")
    .action(act(async (context, [options]) => (await import("./converge.js")).runDestroy(context, options)));
