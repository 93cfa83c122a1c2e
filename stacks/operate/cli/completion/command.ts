import { Argument, Command } from "@commander-js/extra-typings";
import type { Act } from "../stack/context.js";

/** `arkenos completion`: a completion script for a shell. */
export const completion = (act: Act, root: Command) =>
  new Command("completion")
    .description("print a shell script that completes commands, options, agents, numbers and stacks")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"] as const))
    .addHelpText(
      "after",
      "\nExamples:\n  source <(arkenos completion bash)\n  source <(arkenos completion zsh)\n  arkenos completion fish > ~/.config/fish/completions/arkenos.fish",
    )
    .action(
      act(async (_, [shell]) => {
        const { completionScript } = await import("./completion.js");
        const script = completionScript(root, shell);
        return { data: { shell, script }, text: script, isVerbatim: true };
      }),
    );
