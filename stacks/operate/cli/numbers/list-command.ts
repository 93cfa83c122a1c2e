import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos numbers list`: the account's numbers. */
export const list = (act: Act) =>
  new Command("list")
    .description("list the account's numbers with agent, trunk and state")
    .option("--state <state>", "only numbers in this state: routed, elsewhere, unassigned, drifted, unchecked")
    .addHelpText("after", "\nExamples:\n  arkenos numbers list\n  arkenos numbers list --state drifted --json")
    .action(act(async (context, [options]) => (await import("./list.js")).runList(context, options)));
