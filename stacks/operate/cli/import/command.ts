import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos import`: what was made by hand becomes the stack's. */
export const importing = (act: Act) =>
  new Command("import")
    .description("take a topology that was made by hand, or by another tool, into the stack; nothing in it is changed")
    .option("--dry-run", "show what would be taken for which resource and why, and take nothing")
    .option("--trunk <TK…>", "Twilio's trunk")
    .option("--inbound-trunk <ST_…>", "LiveKit's inbound trunk")
    .option("--dispatch-rule <SDR_…>", "LiveKit's dispatch rule")
    .option("--outbound-trunk <ST_…>", "LiveKit's outbound trunk")
    .option("--credential-list <CL…>", "Twilio's credential list")
    .option("--agent <id>", "agent that answers the numbers on the trunk")
    .addHelpText(
      "after",
      "\nWhat no flag names is found by following a number's call, and asked for where several fit." +
        "\nAn object that another stack's marker is on is taken by its flag alone." +
        "\n\nExamples:\n  arkenos import --dry-run\n  arkenos import --inbound-trunk ST_abc --dispatch-rule SDR_abc --yes",
    )
    .action(act(async (context, [options]) => (await import("./import.js")).runImport(context, options)));
