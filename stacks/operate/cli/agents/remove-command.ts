import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos agents remove`: removes an agent that nothing refers to. */
export const remove = (act: Act) =>
  new Command("remove")
    .description("remove an unused agent from the config")
    .argument("<agent>", "its name")
    .addHelpText("after", "\nExamples:\n  arkenos agents remove night-desk")
    .action(act(async (context, [id]) => (await import("./remove.js")).runRemove(context, id)));
