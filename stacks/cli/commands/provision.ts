import { Command } from "@commander-js/extra-typings";
import type { Act } from "../context.js";

/** `arkenos provision`: ends what an interrupted run began. */
export const provision = (act: Act) =>
  new Command("provision")
    .alias("retry")
    .description(
      "go on where a run was interrupted: recover a killed run's lock, then converge; nothing is bought twice",
    )
    .addHelpText("after", "\nExamples:\n  arkenos provision\n  arkenos retry --yes --json")
    .action(act(async (context) => (await import("../provision.js")).runProvision(context)));
