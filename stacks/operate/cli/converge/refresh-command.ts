import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos refresh`: what was changed behind the stack's back. */
export const refresh = (act: Act) =>
  new Command("refresh")
    .description("read both clouds into the state and show what was changed by hand, field by field")
    .option("--preview-only", "show it, and leave the state as it is")
    .option("--detailed-exitcode", "exit with 4 when something was changed")
    .addHelpText("after", "\nExamples:\n  arkenos refresh\n  arkenos refresh --preview-only --detailed-exitcode --json")
    .action(act(async (context, [options]) => (await import("./converge.js")).runRefresh(context, options)));
