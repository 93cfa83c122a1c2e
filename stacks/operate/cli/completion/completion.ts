import type { Command } from "@commander-js/extra-typings";
import { kindOfOption, kindsOfArguments } from "./kind.js";

/** A supported shell. */
export type Shell = "bash" | "zsh" | "fish";

/** What may follow a command. */
interface Place {
  /** The words after `arkenos`: `numbers buy`. */
  readonly path: string;
  readonly choices: readonly Choice[];
  /** Whether the project's files list what an argument may be. */
  readonly isListed: boolean;
}

interface Choice {
  readonly word: string;
  readonly description: string;
  /** The words of an option whose value the project's files list: `-s`, `--stack`. */
  readonly listed: readonly string[];
}

/** The completion script for a shell, generated from the commands of the program. */
export function completionScript(root: Command, shell: Shell): string {
  return SCRIPTS[shell](placesBelow(root, "", optionsOf(root)));
}

function placesBelow(command: Command, path: string, global: readonly Choice[]): Place[] {
  const commands = command.createHelp().visibleCommands(command as never) as unknown as Command[];
  const words = commands.flatMap((each) =>
    each
      .aliases()
      .concat(each.name())
      .map((word) => choice(word, each.description())),
  );
  const own = path === "" ? [] : optionsOf(command);
  const below = commands.flatMap((each) =>
    each
      .aliases()
      .concat(each.name())
      .flatMap((word) => placesBelow(each, `${path} ${word}`.trim(), global)),
  );
  return [
    { path, choices: [...words, ...own, ...global], isListed: kindsOfArguments(command).some(Boolean) },
    ...below,
  ];
}

function optionsOf(command: Command): Choice[] {
  return command.options.flatMap((option) => {
    const listed = kindOfOption(option) ? [option.short, option.long].filter((word) => word !== undefined) : [];
    return option.long ? [choice(option.long, option.description, listed)] : [];
  });
}

function choice(word: string, description: string, listed: readonly string[] = []): Choice {
  return { word, description, listed };
}

/** A shell's pattern of the places where it asks the command. */
const listing = (places: readonly Place[]) =>
  places.flatMap(({ path, isListed }) => (isListed ? [`"${path}"`] : [])).join("|");

/** A shell's pattern of the options after which it asks the command. */
const listingOptions = (places: readonly Place[]) =>
  [...new Set(places.flatMap(({ choices }) => choices.flatMap(({ listed }) => listed)))].join("|");

const commandsOf = (choices: readonly Choice[]) =>
  choices.flatMap(({ word }) => (word.startsWith("-") ? [] : [word])).join(" ");

const SCRIPTS: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: (places) => `_arkenos() {
  local word path="" asks="" i offered="" typed="\${COMP_WORDS[COMP_CWORD]}"
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [[ $word == -* || " $(_arkenos_words "$path") " != *" $word "* ]] || path="\${path:+$path }$word"
  done
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    ${listingOptions(places)}) asks=1 ;;
    *)
      offered="$(_arkenos_words "$path")"
      case "$path" in ${listing(places)}) asks=1 ;; esac
      ;;
  esac
  [[ -z $asks || $typed == -* ]] || offered+=" $("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)"
  COMPREPLY=($(compgen -W "$offered" -- "$typed"))
}
_arkenos_words() {
  case "$1" in
${places.map(({ path, choices }) => `    "${path}") echo "${choices.map(({ word }) => word).join(" ")}" ;;`).join("\n")}
  esac
}
complete -o default -F _arkenos arkenos
`,
  zsh: (places) => `#compdef arkenos
_arkenos() {
  local word where="" i
  local -A known=(
${places.map(({ path, choices }) => `    '${path || "-"}' '${choices.map(({ word }) => word).join(" ")}'`).join("\n")}
  )
  local -a choices
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    [[ $word == -* || " \${known[\${where:--}]} " != *" $word "* ]] || where="\${where:+$where }$word"
  done
  case "\${words[CURRENT-1]}" in
    ${listingOptions(places)}) _arkenos_values; return ;;
  esac
  case "$where" in
    ${listing(places)}) _arkenos_values ;;
  esac
  case "\${where:--}" in
${places.map(({ path, choices }) => `    '${path || "-"}') choices=(${choices.map(({ word, description }) => `'${word}:${description.replaceAll("'", String.raw`'\''`)}'`).join(" ")}) ;;`).join("\n")}
  esac
  _describe arkenos choices
}
_arkenos_values() {
  compadd -- \${(f)"$("\${words[1]}" complete -- "\${(@)words[2,CURRENT-1]}" 2>/dev/null)"}
}
# In a folder of fpath, the first completion runs this file as the function.
if [[ \${funcstack[1]} == _arkenos ]]; then _arkenos "$@"; else compdef _arkenos arkenos; fi
`,
  fish: (places) => `complete -c arkenos -f
function __arkenos_at
  set -l path
  for word in (commandline -opc)[2..]
    contains -- $word (__arkenos_commands "$path"); and set path (string trim -- "$path $word")
  end
  test "$path" = "$argv[1]"
end
function __arkenos_commands
  switch "$argv[1]"
${places.map(({ path, choices }) => `    case '${path}'\n      string split ' ' '${commandsOf(choices)}'`).join("\n")}
  end
end
function __arkenos_values
  arkenos complete -- (commandline -opc)[2..] 2>/dev/null
end
${places.flatMap(({ path, isListed }) => (isListed ? [`complete -c arkenos -n "__arkenos_at '${path}'" -a "(__arkenos_values)"`] : [])).join("\n")}
${places.flatMap(({ path, choices }) => choices.map(({ word, description, listed }) => `complete -c arkenos -n "__arkenos_at '${path}'" ${word.startsWith("--") ? `-l ${word.slice(2)}${listed.length > 0 ? ' -x -a "(__arkenos_values)"' : ""}` : `-a ${word}`} -d '${description.replace(/[\\']/g, String.raw`\$&`)}'`)).join("\n")}
`,
};
