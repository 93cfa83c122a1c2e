import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos status`: a stack on one screen. */
export const status = (act: Act) =>
  new Command("status")
    .description("show numbers, agents, worker, last run and drift on one screen")
    .option("--probe", "also test whether the worker joins a room")
    .option("--refresh", "also compare both clouds with the state, without saving the result")
    .addHelpText("after", "\nExamples:\n  arkenos status\n  arkenos status --probe --refresh\n  arkenos status --json")
    .action(act(async (context, [options]) => (await import("./status.js")).runStatus(context, options)));
