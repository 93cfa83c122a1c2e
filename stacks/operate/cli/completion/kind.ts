import type { Command } from "@commander-js/extra-typings";

/** What a shell can be offered from the project's files. */
export type Kind = "agents" | "numbers" | "stacks";

/** What an argument or the value of an option is, by the name that its command gives it: `--agent <agent>`, `<number>`. */
const KINDS: Readonly<Record<string, Kind>> = { agent: "agents", number: "numbers", to: "numbers", stack: "stacks" };

/** The kinds of a command's arguments, in order. One that may be left out, or that the files do not list, has none. */
export function kindsOfArguments(command: Pick<Command, "registeredArguments">): (Kind | undefined)[] {
  return command.registeredArguments.map((argument) => (argument.required ? KINDS[argument.name()] : undefined));
}

/** The kind of an option's value. */
export function kindOfOption({ flags }: { readonly flags: string }): Kind | undefined {
  return KINDS[/[<[]([\w-]+)/.exec(flags)?.[1] ?? ""];
}

/** The kind of the next word. @param words the words after `arkenos` that are typed before it */
export function kindAfter(root: Command, words: readonly string[]): Kind | undefined {
  let command = root;
  let position = 0;
  let option: Command["options"][number] | undefined;
  for (const word of words) {
    const isValue = option?.required === true;
    option = isValue
      ? undefined
      : [...command.options, ...root.options].find((known) => [known.short, known.long].includes(word));
    if (isValue || word.startsWith("-")) continue;
    const below = (command.commands as Command[]).find((each) => [each.name(), ...each.aliases()].includes(word));
    if (below) command = below;
    else position += 1;
  }
  return option?.required ? kindOfOption(option) : kindsOfArguments(command)[position];
}
