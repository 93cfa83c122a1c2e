import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos call`: a call out. */
export const call = (act: Act) =>
  new Command("call")
    .description("have an agent call somebody, wait, and say how it went")
    .argument("<to>", "whom to call, in E.164, such as +15105550177")
    .requiredOption("--agent <id>", "who speaks")
    .option("--from <number>", "the number that is shown; default: the first of the stack's")
    .addOption(countryOption())
    .option("--ring <seconds>", "how long the phone rings, 1 to 80", "30")
    .option(
      "--var <key=value>",
      "what {{vars.key}} stands for; repeat it for more",
      (next: string, all: string[]) => [...all, next],
      [] as string[],
    )
    .addHelpText(
      "after",
      `
Examples:
  arkenos call +15105550177 --agent reception --from +15105550100
  arkenos call +15105550177 --agent reminder --var name=Ada --var date=Monday`,
    )
    .action(act(async (context, [to, options]) => (await import("./call.js")).runCall(context, to, options)));
