import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos agent run`: starts the worker with its environment. */
export const run = (act: Act) =>
  new Command("run")
    .description("start the worker with its environment from the config; needs no .env file")
    .option("--dev", "readable logs; on exit, do not wait for calls to end")
    .option("--refresh <seconds>", "how often to reload the routing table from the stack; 0 for never", "60")
    .addHelpText("after", "\nExamples:\n  arkenos agent run\n  arkenos agent run --dev --stack dev")
    .action(act(async (context, [options]) => (await import("./run.js")).runAgent(context, options)));
