import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { FAST_OPTION } from "./fast-option.js";

/** `arkenos up`: updates both clouds to match the config. */
export const up = (act: Act) =>
  new Command("up")
    .description("update both clouds to match the config")
    .option("--refresh", "refresh the state from both clouds first")
    .option(...FAST_OPTION)
    .addHelpText("after", "\nExamples:\n  arkenos up\n  arkenos up --refresh\n  arkenos up --stack prod --yes --json")
    .action(act(async (context, [options]) => (await import("./converge.js")).runUp(context, options)));
