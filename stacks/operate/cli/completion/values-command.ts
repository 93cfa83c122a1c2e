import { Argument, Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos complete`: what a completion script offers. It is hidden, because only those scripts call it. */
export const completionValues = (act: Act) =>
  new Command("complete")
    .description("print the agents, numbers or stacks of the project, for a completion script")
    .addArgument(new Argument("<kind>", "what to print").choices(["agents", "numbers", "stacks"] as const))
    .argument("[words...]", "after --: the words that are typed so far")
    .action(
      act(async (context, [kind, words]) => {
        const values = await (await import("./values.js")).completionValues(context, kind, words);
        return { data: { values }, text: values.join("\n"), isVerbatim: true };
      }),
    );
