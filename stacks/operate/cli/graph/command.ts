import { Command, Option } from "@commander-js/extra-typings";
import { FORMATS } from "../../graph/format.js";
import type { Act } from "../stack/context.js";

/** `arkenos graph`: the topology as a picture. */
export const graph = (act: Act) =>
  new Command("graph")
    .description("draw the topology: what leads where, and how well it is")
    .addOption(new Option("--format <format>", "default: by the file's name, else text").choices(FORMATS))
    .option("--output <file>", "write it there; a page of one file for .html, .svg, .md for Mermaid")
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos graph\n  arkenos graph --output telephony.html\n  arkenos graph --output docs/telephony.md",
    )
    .action(act(async (context, [options]) => (await import("./graph.js")).runGraph(context, options)));
