import { Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { FORMATS } from "../../graph/format.js";
import type { Act } from "../stack/context.js";

/** `arkenos graph`: the topology as a picture. */
export const graph = (act: Act) =>
  new Command("graph")
    .description("draw the topology and its health")
    .addOption(new Option("--format <format>", "default: by the file name, or text").choices(FORMATS))
    .option("--output <file>", "write a file: a page for .html, a picture for .svg, Mermaid for .md")
    .addOption(
      new Option("--serve [port]", "serve a page on 127.0.0.1 that refreshes while it is open; default: a free port")
        .argParser(portOf)
        .conflicts(["format", "output"]),
    )
    .addHelpText(
      "after",
      "\nExamples:\n  arkenos graph\n  arkenos graph --output telephony.html\n  arkenos graph --output docs/telephony.md\n  arkenos graph --serve",
    )
    .action(act(async (context, [options]) => (await import("./graph.js")).runGraph(context, options)));

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
