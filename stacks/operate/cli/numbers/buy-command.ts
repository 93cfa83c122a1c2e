import { Command } from "@commander-js/extra-typings";
import type { BuyFlags } from "./buy.js";
import type { Act } from "../stack/context.js";
import { searchOptions } from "./search-options.js";

/** `arkenos numbers buy`: a number from the shop to an agent. */
export const buy = (act: Act) => {
  const command = new Command("buy").description("buy a number and give it to an agent; none is bought twice");
  for (const option of searchOptions()) command.addOption(option);
  return command
    .argument("[number]", "in E.164, such as +15105550100; or flags of a search, whose first number is bought")
    .requiredOption("--agent <id>", "who answers it")
    .option("--another", "buy one more for an agent that has a bought number")
    .option("--address-sid <sid>", "address that the number's country asks for, AD…")
    .option("--bundle-sid <sid>", "regulatory bundle that the number's country asks for, BU…")
    .option("--identity-sid <sid>", "identity that the number's country asks for, RI…")
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
