import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos report`: tells the forge what a pipeline found. */
export const report = (act: Act) =>
  new Command("report")
    .description("tell GitHub or GitLab, from within a pipeline, what preview or refresh printed")
    .addCommand(
      new Command("preview")
        .description("write into the one comment on this pull request what preview --json answered, also why it failed")
        .option(
          "--doctor <file>",
          "what doctor --json printed: said as well, exit with 3 for an error that up would not fix",
        )
        .addHelpText("after", "\nExample:\n  arkenos report preview --doctor doctor.json < preview.json")
        .action(act(async (context, [options]) => (await import("./report.js")).reportPreview(context, options))),
    )
    .addCommand(
      new Command("drift")
        .description("keep one issue about what was changed by hand, from standard input")
        .requiredOption("--exit-code <code>", "what refresh --detailed-exitcode exited with")
        .addHelpText("after", "\nExample:\n  arkenos report drift --exit-code 4 < drift.txt")
        .action(act(async (context, [options]) => (await import("./report.js")).reportDrift(context, options))),
    );
