import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos agents`: the agents of the config. */
export const agents = (act: Act) =>
  new Command("agents").description("list the agents of the config").addCommand(
    new Command("list")
      .description("list the agents with the numbers that they answer")
      .addHelpText("after", "\nExamples:\n  arkenos agents list\n  arkenos agents list --json")
      .action(act(async (context) => (await import("./list.js")).runList(context))),
  );
