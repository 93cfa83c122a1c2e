import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos preview`: what `up` would change. */
export const preview = (act: Act) =>
  new Command("preview")
    .description("show what up would change, field by field")
    .option("--detailed-exitcode", "exit with 4 if changes are pending")
    .option("--refresh", "read both clouds first, without saving the result to the state")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos preview\n  arkenos preview --refresh\n  arkenos preview --detailed-exitcode --json",
    )
    .action(act(async (context, [options]) => (await import("./converge.js")).runPreview(context, options)));
