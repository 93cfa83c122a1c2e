import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos import`: brings existing trunks and rules into the stack. */
export const importing = (act: Act) =>
  new Command("import")
    .description("import existing trunks and rules into the stack without changing them")
    .option("--dry-run", "show what would be imported and why, without importing it")
    .option("--trunk <TK…>", "Twilio's trunk")
    .option("--inbound-trunk <ST_…>", "LiveKit's inbound trunk")
    .option("--dispatch-rule <SDR_…>", "LiveKit's dispatch rule")
    .option("--outbound-trunk <ST_…>", "LiveKit's outbound trunk")
    .option("--credential-list <CL…>", "Twilio's credential list")
    .option("--agent <agent>", "agent that answers the numbers of the trunk")
    .addHelpText(
      "after",
      "\nObjects without a flag are found by following a number's call; if several match, you are asked." +
        "\nAn object that belongs to another stack is imported only by its flag." +
        "\n\nExamples:\n  arkenos import --dry-run\n  arkenos import --inbound-trunk ST_abc --dispatch-rule SDR_abc --yes",
    )
    .action(act(async (context, [options]) => (await import("./import.js")).runImport(context, options)));
