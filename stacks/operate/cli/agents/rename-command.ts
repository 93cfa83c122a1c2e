import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos agents rename`: gives an agent another name everywhere. */
export const rename = (act: Act) =>
  new Command("rename")
    .description("rename an agent, and update its numbers and the default agent")
    .argument("<agent>", "its name")
    .argument("<new-id>", "new agent ID")
    .addHelpText("after", "\nExamples:\n  arkenos agents rename reception front-desk")
    .action(act(async (context, [id, newId]) => (await import("./rename.js")).runRename(context, id, newId)));
