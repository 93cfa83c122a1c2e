import { distance } from "fastest-levenshtein";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "./failure/command-error.js";
import { ExitCode } from "./failure/exit-code.js";

/** Other tools' words for what a command of ours does, by the command that they would follow. */
const OTHER_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  arkenos: {
    ...{ deploy: "up", apply: "up", converge: "up", sync: "up", push: "up" },
    ...{ plan: "preview", diff: "preview", drift: "refresh", pull: "refresh" },
    ...{ down: "destroy", teardown: "destroy", delete: "destroy", remove: "destroy" },
    ...{ new: "init", create: "init", setup: "init", login: "test-connection", whoami: "test-connection" },
    ...{ check: "doctor", diagnose: "doctor", fix: "doctor --fix", validate: "preview" },
    ...{ trace: "simulate", ring: "call", resume: "provision", recover: "provision", unlock: "provision" },
    ...{ run: "agent run", start: "agent run", dev: "agent run --dev", worker: "agent run", secrets: "env" },
    ...{ list: "numbers list", ls: "numbers list", search: "numbers search", buy: "numbers buy" },
    ...{ assign: "numbers assign", reassign: "numbers reassign", release: "numbers release" },
    ...{ draw: "graph", diagram: "graph", adopt: "import", emulator: "sandbox", test: "test-route" },
    ...{ info: "status", show: "status", overview: "status", dashboard: "status", health: "status" },
  },
  numbers: {
    ...{ purchase: "numbers buy", order: "numbers buy", find: "numbers search", ls: "numbers list" },
    ...{ add: "numbers assign", attach: "numbers assign", move: "numbers reassign" },
    ...{ remove: "numbers release", delete: "numbers release", detach: "numbers release", return: "numbers release" },
  },
  agents: {
    ...{ ls: "agents list", create: "agents add", new: "agents add" },
    ...{ mv: "agents rename", move: "agents rename", rm: "agents remove", delete: "agents remove" },
  },
  agent: { start: "agent run", dev: "agent run --dev", list: "agents list" },
};

/** How many letters a typo may get wrong, and which share of the word. */
const MOST_WRONG = { letters: 3, share: 0.4 };

/** Has a group of commands answer a command that it does not have with the one that is most likely meant. */
export function suggestCommands(group: CommandUnknownOpts): void {
  if (group.commands.length === 0) return;
  group.on("command:*", ([typed = ""]: string[]) => {
    const meant = meantBy(typed, group);
    throw new CommandError({
      code: "unknown_command",
      message: `Unknown command "${typed}"`,
      exitCode: ExitCode.usage,
      next: meant === undefined ? `See ${pathOf(group)} --help` : `Did you mean arkenos ${meant}?`,
    });
  });
}

/** The command that a word is closest to, by its own names or by other tools' words for it. */
function meantBy(typed: string, group: CommandUnknownOpts): string | undefined {
  const path = pathOf(group);
  const prefix = path.split(" ").slice(1);
  const own = group
    .createHelp()
    .visibleCommands(group)
    .flatMap((command) =>
      [command.name(), ...command.aliases()].map((word) => [word, [...prefix, command.name()].join(" ")] as const),
    );
  const words = [...own, ...Object.entries(OTHER_WORDS[group.name()] ?? {})];
  const [nearest] = words
    .map(([word, command]) => ({ command, wrong: distance(typed.toLowerCase(), word), length: word.length }))
    .filter(({ wrong, length }) => wrong <= MOST_WRONG.letters && wrong <= MOST_WRONG.share * length)
    .sort((one, other) => one.wrong - other.wrong);
  return nearest?.command;
}

/** `arkenos numbers`. */
function pathOf(command: CommandUnknownOpts): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
