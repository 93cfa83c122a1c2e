import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos refresh`: changes that were made by hand. */
export const refresh = (act: Act) =>
  new Command("refresh")
    .description("read both clouds into the state and show what was changed by hand")
    .option("--preview-only", "show the changes without saving them to the state")
    .option("--detailed-exitcode", "exit with 4 if something was changed")
    .addHelpText("after", "\nExamples:\n  arkenos refresh\n  arkenos refresh --preview-only --detailed-exitcode --json")
    .action(act(async (context, [options]) => (await import("./refresh.js")).runRefresh(context, options)));
