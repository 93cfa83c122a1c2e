import { Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos complete`: what a completion script offers. It is hidden, because only those scripts call it. */
export const completionValues = (act: Act, root: Command) =>
  new Command("complete")
    .description("print the agents, numbers or stacks that may come next, for a completion script")
    .argument("[words...]", "after --: the words that are typed before it")
    .action(
      act(async (context, [words]) => {
        const [{ kindAfter }, { valuesOf }] = await Promise.all([import("./kind.js"), import("./values.js")]);
        const kind = kindAfter(root, words);
        const values = kind === undefined ? [] : await valuesOf(context, kind, words);
        return { data: { values }, text: values.join("\n"), isVerbatim: true };
      }),
    );
