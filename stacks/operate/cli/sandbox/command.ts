import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos sandbox`: local stand-ins for both clouds. */
export const sandbox = (act: Act) =>
  new Command("sandbox")
    .description("run both clouds locally, from a clone of the repository, and print the environment for a stack")
    .option("--owned <numbers>", "numbers that the account owns, separated by commas", "+15105550100,+442079460100")
    .addHelpText("after", "\nExamples:\n  arkenos sandbox\n  arkenos sandbox > sandbox.env & sleep 5; . ./sandbox.env")
    .action(act(async (context, [options]) => (await import("./sandbox.js")).runSandbox(context, options)));
