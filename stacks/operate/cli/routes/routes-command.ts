import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos routes`: who answers which number. */
export const routes = (act: Act) =>
  new Command("routes")
    .description("list every number with the agent that answers it")
    .addHelpText("after", "\nExamples:\n  arkenos routes\n  arkenos routes --json")
    .action(act(async (context) => (await import("./routes.js")).runRoutes(context)));
