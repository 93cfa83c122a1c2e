import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos preview`: what `up` would do. */
export const preview = (act: Act) =>
  new Command("preview")
    .description("show what up would do, field by field")
    .option("--detailed-exitcode", "exit with 4 when there are changes to make")
    .option("--refresh", "read both clouds first, and leave the state as it is")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos preview\n  arkenos preview --refresh\n  arkenos preview --detailed-exitcode --json",
    )
    .action(act(async (context, [options]) => (await import("./converge.js")).runPreview(context, options)));
