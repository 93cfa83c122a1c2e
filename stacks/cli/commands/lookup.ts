import { Command } from "@commander-js/extra-typings";
import type { Act } from "../context.js";

/** `arkenos lookup`: who answers a number. */
export const lookup = (act: Act) =>
  new Command("lookup")
    .description("say which agent answers a number, and why")
    .argument("<number>", "the dialled number, in E.164")
    .addHelpText("after", "\nExamples:\n  arkenos lookup +15105550100")
    .action(act(async (context, [number]) => (await import("../routes.js")).runLookup(context, number)));
