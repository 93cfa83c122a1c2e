import { Command, Option } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { VOICES } from "./voices.js";

/** `arkenos agents add`: adds an agent that can talk. */
export const add = (act: Act) =>
  new Command("add")
    .description("add a ready-to-use agent to the config")
    .argument("<id>", "agent ID: letters, digits, periods, underscores and hyphens")
    .option("--prompt <text>", "instructions for the agent; prompts if omitted")
    .addOption(
      new Option("--voice <name>", "its models: LiveKit Inference, or a plugin's realtime model")
        .choices(VOICES)
        .default("inference"),
    )
    .addHelpText("after", '\nExamples:\n  arkenos agents add night-desk --prompt "You take messages at night."')
    .action(act(async (context, [id, options]) => (await import("./add.js")).runAdd(context, id, options)));
