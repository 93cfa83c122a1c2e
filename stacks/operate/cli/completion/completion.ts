import type { Command } from "@commander-js/extra-typings";

/** A supported shell. */
export type Shell = "bash" | "zsh" | "fish";

/** What may follow a command. */
interface Place {
  /** The words after `arkenos`: `numbers buy`. */
  readonly path: string;
  readonly choices: readonly Choice[];
}

interface Choice {
  readonly word: string;
  readonly description: string;
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
  return [{ path, choices: [...words, ...own, ...global] }, ...below];
}

function optionsOf(command: Command): Choice[] {
  return command.options.flatMap(({ long, description }) => (long ? [choice(long, description)] : []));
}

function choice(word: string, description: string): Choice {
  return { word, description: description.replace(/[':]/g, " ") };
}

const SCRIPTS: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: (places) => `_arkenos() {
  local word path="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [[ $word == -* || " $(_arkenos_words "$path") " != *" $word "* ]] || path="\${path:+$path }$word"
  done
  COMPREPLY=($(compgen -W "$(_arkenos_words "$path")" -- "\${COMP_WORDS[COMP_CWORD]}"))
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
  case "\${where:--}" in
${places.map(({ path, choices }) => `    '${path || "-"}') choices=(${choices.map(({ word, description }) => `'${word}:${description}'`).join(" ")}) ;;`).join("\n")}
  esac
  _describe arkenos choices
}
compdef _arkenos arkenos
`,
  fish: (places) => `complete -c arkenos -f
function __arkenos_at
  set -l words (commandline -opc)[2..]
  set -l said (string match -v -- '-*' $words)
  test "$said" = "$argv[1]"
end
${places.flatMap(({ path, choices }) => choices.map(({ word, description }) => `complete -c arkenos -n "__arkenos_at '${path}'" ${word.startsWith("--") ? `-l ${word.slice(2)}` : `-a ${word}`} -d '${description}'`)).join("\n")}
`,
};
