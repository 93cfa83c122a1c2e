import type { Command } from "@commander-js/extra-typings";
import type { Kind } from "./values.js";

/** A supported shell. */
export type Shell = "bash" | "zsh" | "fish";

/** What may follow a command. */
interface Place {
  /** The words after `arkenos`: `numbers buy`. */
  readonly path: string;
  readonly choices: readonly Choice[];
  /** What its argument is, if the project's files list it. */
  readonly kind: Kind | undefined;
}

/** What the value of an option is, if the project's files list it. */
const OPTIONS: Readonly<Record<string, Kind>> = { "--stack": "stacks", "-s": "stacks", "--agent": "agents" };

/** The same for a required argument, by its name. */
const ARGUMENTS: Readonly<Record<string, Kind>> = { number: "numbers", to: "numbers", agent: "agents", id: "agents" };

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
  return [{ path, choices: [...words, ...own, ...global], kind: kindOf(command) }, ...below];
}

function kindOf({ registeredArguments }: Command): Kind | undefined {
  const kinds = registeredArguments.filter(({ required }) => required).map((argument) => ARGUMENTS[argument.name()]);
  return kinds.find((kind) => kind !== undefined);
}

function optionsOf(command: Command): Choice[] {
  return command.options.flatMap(({ long, description }) => (long ? [choice(long, description)] : []));
}

function choice(word: string, description: string): Choice {
  return { word, description: description.replace(/[':]/g, " ") };
}

/** The places whose argument is listed in the project's files. */
const listing = (places: readonly Place[]) => places.flatMap(({ path, kind }) => (kind ? [{ path, kind }] : []));

/** Cases of a shell that map an option to what its value is. */
const optionCases = Object.entries(OPTIONS)
  .map(([option, kind]) => `    ${option}) kind=${kind} ;;`)
  .join("\n");

const SCRIPTS: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: (places) => `_arkenos() {
  local word path="" kind="" i offered="" typed="\${COMP_WORDS[COMP_CWORD]}"
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    [[ $word == -* || " $(_arkenos_words "$path") " != *" $word "* ]] || path="\${path:+$path }$word"
  done
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
${optionCases}
  esac
  if [[ -z $kind ]]; then
    offered="$(_arkenos_words "$path")"
    case "$path" in
${listing(places)
  .map(({ path, kind }) => `      "${path}") kind=${kind} ;;`)
  .join("\n")}
    esac
  fi
  [[ -z $kind || $typed == -* ]] || offered+=" $("\${COMP_WORDS[0]}" complete "$kind" -- "\${COMP_WORDS[@]:1}" 2>/dev/null)"
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
  local word where="" kind="" i
  local -A known=(
${places.map(({ path, choices }) => `    '${path || "-"}' '${choices.map(({ word }) => word).join(" ")}'`).join("\n")}
  )
  local -a choices
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    [[ $word == -* || " \${known[\${where:--}]} " != *" $word "* ]] || where="\${where:+$where }$word"
  done
  case "\${words[CURRENT-1]}" in
${optionCases}
  esac
  if [[ -n $kind ]]; then
    compadd -- \${(f)"$("\${words[1]}" complete "$kind" -- "\${(@)words[2,-1]}" 2>/dev/null)"}
    return
  fi
  case "\${where:--}" in
${listing(places)
  .map(({ path, kind }) => `    '${path}') kind=${kind} ;;`)
  .join("\n")}
  esac
  [[ -z $kind ]] || compadd -- \${(f)"$("\${words[1]}" complete "$kind" -- "\${(@)words[2,-1]}" 2>/dev/null)"}
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
function __arkenos_values
  arkenos complete $argv[1] -- (commandline -opc)[2..] 2>/dev/null
end
${listing(places)
  .map(({ path, kind }) => `complete -c arkenos -n "__arkenos_at '${path}'" -a "(__arkenos_values ${kind})"`)
  .join("\n")}
${places.flatMap(({ path, choices }) => choices.map(({ word, description }) => `complete -c arkenos -n "__arkenos_at '${path}'" ${word.startsWith("--") ? `-l ${word.slice(2)}${OPTIONS[word] ? ` -x -a "(__arkenos_values ${OPTIONS[word]})"` : ""}` : `-a ${word}`} -d '${description}'`)).join("\n")}
`,
};
