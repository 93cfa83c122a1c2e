import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos agent run`: the worker, with its environment. */
export const run = (act: Act) =>
  new Command("run")
    .description("start the worker with its environment out of the stack's config; no .env is needed")
    .option("--dev", "readable logs, and no waiting for calls at the end")
    .option("--refresh <seconds>", "how often the routing table is read from the stack again; 0: never", "60")
    .addHelpText("after", "\nExamples:\n  arkenos agent run\n  arkenos agent run --dev --stack dev")
    .action(act(async (context, [options]) => (await import("./run.js")).runAgent(context, options)));
