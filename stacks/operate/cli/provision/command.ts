import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

const LOCKS = `
A lock says whose it is. That of a killed run on this machine is recognised. Of another machine nobody can tell,
so a pipeline, whose jobs are each on another, gives the timeout of its job. Pulumi Cloud does not say whose a lock
is: there a run that was killed is ended by pulumi cancel.

Examples:
  arkenos provision
  arkenos retry --yes --json
  arkenos provision --yes --lock-older-than 60`;

/** `arkenos provision`: ends what an interrupted run began. */
export const provision = (act: Act) =>
  new Command("provision")
    .alias("retry")
    .description(
      "go on where a run was interrupted: recover a killed run's lock, then converge; nothing is bought twice",
    )
    .option("--lock-older-than <minutes>", "count a run as dead that holds the stack for longer, on whichever machine")
    .addHelpText("after", LOCKS)
    .action(act(async (context, [options]) => (await import("./provision.js")).runProvision(context, options)));
