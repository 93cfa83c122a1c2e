import { Command } from "@commander-js/extra-typings";
import type { Act } from "../context.js";

/** `arkenos import`: what was made by hand becomes the stack's. */
export const importing = (act: Act) =>
  new Command("import")
    .description("take a topology that was made by hand, or by another tool, into the stack; nothing in it is changed")
    .option("--dry-run", "show what would be taken for which resource and why, and take nothing")
    .addHelpText("after", "\nExamples:\n  arkenos import --dry-run\n  arkenos import --stack prod --yes --json")
    .action(act(async (context, [options]) => (await import("../import.js")).runImport(context, options)));
