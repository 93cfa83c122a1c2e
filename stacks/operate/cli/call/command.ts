import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";
import { countryOption } from "../stack/country-option.js";

/** `arkenos call`: an outbound call. */
export const call = (act: Act) =>
  new Command("call")
    .description("place an outbound call with an agent and report the outcome")
    .argument("<phone>", "phone to call in E.164, such as +15105550177")
    .requiredOption("--agent <agent>", "agent that speaks")
    .option("--from <number>", "caller ID; default: the stack's first outbound number")
    .addOption(countryOption())
    .option("--ring <seconds>", "how long the phone may ring, 1 to 80", "30")
    .option(
      "--var <key=value>",
      "value of {{vars.key}}; may be repeated",
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
