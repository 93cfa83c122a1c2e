import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { FAST_OPTION } from "../converge/fast-option.js";

const LOCKS = `
A lock names the run that holds it. If that run was on this machine and was killed, its lock is removed. This cannot be
detected for a run on another machine, so in CI set --lock-older-than to the timeout of the job. Pulumi Cloud does not
name the holder of a lock; there, end a killed run with pulumi cancel.

Examples:
  arkenos provision
  arkenos retry --yes --json
  arkenos provision --yes --lock-older-than 60`;

/** `arkenos provision`: completes an interrupted run. */
export const provision = (act: Act) =>
  new Command("provision")
    .alias("retry")
    .description("resume an interrupted run: remove its lock, then update both clouds; never buys a number twice")
    .option("--lock-older-than <minutes>", "treat a run on another machine as dead if it has held the lock for longer")
    .option(...FAST_OPTION)
    .addHelpText("after", LOCKS)
    .action(act(async (context, [options]) => (await import("./provision.js")).runProvision(context, options)));
