import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos report`: posts the results of a CI pipeline. */
export const report = (act: Act) =>
  new Command("report")
    .description("post the result of preview or refresh to GitHub or GitLab from CI")
    .addCommand(
      new Command("preview")
        .description("update the comment on this pull request with the output of preview --json, including a failure")
        .option("--doctor <file>", "output of doctor --json to include; exit with 3 for an error that up would not fix")
        .addHelpText("after", "\nExample:\n  arkenos report preview --doctor doctor.json < preview.json")
        .action(act(async (context, [options]) => (await import("./report.js")).reportPreview(context, options))),
    )
    .addCommand(
      new Command("drift")
        .description("open, update or close one issue about manual changes, from standard input")
        .requiredOption("--exit-code <code>", "exit code of refresh --detailed-exitcode")
        .addHelpText("after", "\nExample:\n  arkenos report drift --exit-code 4 < drift.txt")
        .action(act(async (context, [options]) => (await import("./report.js")).reportDrift(context, options))),
    );
