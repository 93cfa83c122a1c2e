import { Command } from "@commander-js/extra-typings";
import type { BuyFlags } from "./buy.js";
import type { Act } from "../stack/context.js";
import { searchOptions } from "./search-options.js";

/** `arkenos numbers buy`: buys a number and assigns it to an agent. */
export const buy = (act: Act) => {
  const command = new Command("buy").description(
    "buy a number and assign it to an agent; running it again does not buy twice",
  );
  for (const option of searchOptions()) command.addOption(option);
  return command
    .argument("[number]", "in E.164, such as +15105550100; or use search flags to buy the first match")
    .requiredOption("--agent <agent>", "agent that answers it")
    .option("--another", "buy another number for an agent that already has one")
    .option("--address-sid <sid>", "address that the country requires, AD…")
    .option("--bundle-sid <sid>", "regulatory bundle that the country requires, BU…")
    .option("--identity-sid <sid>", "identity that the country requires, RI…")
    .addHelpText(
      "after",
      `
Examples:
  arkenos numbers buy +15105550100 --agent reception
  arkenos numbers buy --country US --area-code 510 --agent sales --yes`,
    )
    .action(
      act(async (context, [number, options]: [string | undefined, BuyFlags]) =>
        (await import("./buy.js")).runBuy(context, number, options),
      ),
    );
};
