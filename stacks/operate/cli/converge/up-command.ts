import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos up`: converges the stack. */
export const up = (act: Act) =>
  new Command("up")
    .description("make both clouds what the config says")
    .option("--refresh", "read both clouds into the state first")
    .addHelpText("after", "\nExamples:\n  arkenos up\n  arkenos up --refresh\n  arkenos up --stack prod --yes --json")
    .action(act(async (context, [options]) => (await import("./converge.js")).runUp(context, options)));
