import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos agents list`: the agents with the numbers that they answer. */
export const list = (act: Act) =>
  new Command("list")
    .description("list the agents with the numbers that they answer")
    .addHelpText("after", "\nExamples:\n  arkenos agents list\n  arkenos agents list --json")
    .action(act(async (context) => (await import("./list.js")).runList(context)));
