import { Command } from "@commander-js/extra-typings";
import type { Act } from "../context.js";

/** `arkenos up`: converges the stack. */
export const up = (act: Act) =>
  new Command("up")
    .description("make both clouds what the config says")
    .addHelpText("after", "\nExamples:\n  arkenos up\n  arkenos up --stack prod --yes --json")
    .action(act(async (context) => (await import("../converge.js")).runUp(context)));
