import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { FAST_OPTION } from "./fast-option.js";

/** `arkenos destroy`: deletes the stack's resources. */
export const destroy = (act: Act) =>
  new Command("destroy")
    .description("delete the stack's resources; phone numbers stay in the account")
    .option(...FAST_OPTION)
    .addHelpText("after", "\nExamples:\n  arkenos destroy\n  arkenos destroy --stack dev --yes")
    .action(act(async (context, [options]) => (await import("./destroy.js")).runDestroy(context, options)));
