import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { Command } from "@commander-js/extra-typings";
import type { CommanderError } from "commander";
import { withChosen } from "../on-this-stack.js";
import { type Answer, answerJson, answerText, errorJson, errorText } from "./terminal/answer.js";
import { CommandError } from "./failure/command-error.js";
import { agent } from "./agent/command.js";
import { agents } from "./agents/command.js";
import { call } from "./call/command.js";
import { completion } from "./completion/command.js";
import { completionValues } from "./completion/values-command.js";
import { destroy } from "./converge/destroy-command.js";
import { doctor } from "./doctor/command.js";
import { env } from "./env/command.js";
import { importing } from "./import/command.js";
import { graph } from "./graph/command.js";
import { init } from "./init/command.js";
import { lookup } from "./routes/lookup-command.js";
import { numbers } from "./numbers/command.js";
import { preview } from "./converge/preview-command.js";
import { provision } from "./provision/command.js";
import { refresh } from "./converge/refresh-command.js";
import { report } from "./report/command.js";
import { routes } from "./routes/routes-command.js";
import { sandbox } from "./sandbox/command.js";
import { simulate } from "./simulate/command.js";
import { status } from "./status/command.js";
import { testConnection } from "./test-connection/command.js";
import { testRoute } from "./test-route/command.js";
import { up } from "./converge/up-command.js";
import { type Act, contextOf } from "./stack/context.js";
import { ExitCode } from "./failure/exit-code.js";
import { failureOf } from "./failure/failure.js";
import type { Io } from "./terminal/io.js";
import { wrapped } from "./terminal/wrap.js";
import { suggestCommands } from "./wrong-command.js";

/** The options that also count for a command line that is not valid. They may precede the command. */
const EARLY = {
  stack: { type: "string", short: "s" },
  cwd: { type: "string", short: "C" },
  json: { type: "boolean" },
} as const;

const EXIT_CODES = `
Exit codes: 0 success · 1 failed or canceled · 2 invalid command line or config · 3 checks failed · 4 changes pending · 5 locked`;

/** What a command line's run reports. */
interface Listener {
  /** An action began. */
  readonly began: (command: string) => void;
  /** It has an answer. */
  readonly gave: (command: string, answer: Answer) => void;
}

/** The `arkenos` command with all its subcommands. */
function program(io: Io, { began, gave }: Listener): Command {
  const act: Act =
    (does) =>
    async (...args) => {
      const command = args.at(-1) as Command;
      began(pathOf(command));
      const context = contextOf(command.optsWithGlobals(), io);
      const answer = await does(context, args.slice(0, -1) as never);
      gave(pathOf(command), answer);
      await answer.continues?.();
    };
  const root = new Command("arkenos")
    .description("Phone numbers for voice agents on Twilio and LiveKit, deployed with Pulumi.")
    .version(versionOfPackage(), "-V, --version")
    .option("-s, --stack <stack>", "stack to use; default: the selected stack")
    .option("-C, --cwd <folder>", "run as if started in this directory")
    .option("--json", "print the result as one JSON object")
    .option("-y, --yes", "answer yes to every question")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", EXIT_CODES);
  root.addCommand(init(act));
  root.addCommand(testConnection(act));
  root.addCommand(numbers(act));
  root.addCommand(status(act));
  root.addCommand(preview(act));
  root.addCommand(up(act));
  root.addCommand(refresh(act));
  root.addCommand(destroy(act));
  root.addCommand(call(act));
  root.addCommand(agents(act));
  root.addCommand(agent(act));
  root.addCommand(env(act));
  root.addCommand(importing(act));
  root.addCommand(provision(act));
  root.addCommand(sandbox(act));
  root.addCommand(graph(act));
  root.addCommand(report(act));
  root.addCommand(lookup(act));
  root.addCommand(routes(act));
  root.addCommand(simulate(act));
  root.addCommand(testRoute(act));
  root.addCommand(doctor(act));
  root.addCommand(completion(act, root));
  root.addCommand(completionValues(act, root), { hidden: true });
  // The old names keep working for scripts.
  root.addCommand(simulate(act, "dial"), { hidden: true });
  root.addCommand(testRoute(act, "test-pipeline"), { hidden: true });
  for (const command of withDescendants(root)) {
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: true, helpWidth: io.columns, boxWrap: wrapped })
      .configureOutput({
        writeOut: (text) => void io.stdout.write(wrapped(text, io.widths.stdout)),
        writeErr: () => undefined,
        getOutHasColors: () => io.color,
      });
    suggestCommands(command);
  }
  return root;
}

/**
 * Runs a command line and prints its answer or its failure, nothing else.
 *
 * @param argv the arguments after `arkenos`
 * @returns the exit code
 */
export function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: EARLY,
  });
  // An option without its value is true here, and an error later.
  const { stack, cwd, json } = values;
  const chosen = { ...(typeof stack === "string" && { stack }), ...(typeof cwd === "string" && { cwd }) };
  // Commander's own help command finds no command of a group, such as numbers buy.
  const words = positionals[0] === "help" ? [...argv.toSpliced(argv.indexOf("help"), 1), "--help"] : argv;
  return withChosen(chosen, () => runIn(words, io, { command: positionals[0] ?? "arkenos", json: json === true }));
}

async function runIn(argv: readonly string[], io: Io, typed: { command: string; json: boolean }): Promise<ExitCode> {
  let ran = typed.command;
  let exitCode: ExitCode = ExitCode.ok;
  const began = (command: string) => void (ran = command);
  const gave = (command: string, answer: Answer) => {
    exitCode = answer.exitCode ?? ExitCode.ok;
    const text = answerText(answer.text, io.color);
    const width = answer.isVerbatim ? undefined : io.widths.stdout;
    io.stdout.write(typed.json ? answerJson(command, answer) : wrapped(text, width));
  };
  try {
    await program(io, { began, gave }).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (isHelp(error)) return ExitCode.ok;
    const failure = isUsage(error) ? usageError(error, ran) : failureOf(error, io.env);
    // A failure may quote its input. Only a failure loads what knows secrets.
    const { withoutSecrets } = await import("../pipeline/without-secrets.js");
    if (typed.json) io.stdout.write(withoutSecrets(errorJson(ran, failure), io.env));
    else io.stderr.write(wrapped(withoutSecrets(errorText(failure), io.env), io.widths.stderr));
    return failure.exitCode;
  }
}

/** The path of a command: `numbers buy`. */
function pathOf(command: Command): string {
  const above = command.parent as Command | null;
  return above?.parent ? `${pathOf(above)} ${command.name()}` : command.name();
}

function withDescendants(command: Command): Command[] {
  return [command, ...(command.commands as Command[]).flatMap(withDescendants)];
}

function isUsage(error: unknown): error is CommanderError {
  return error instanceof Error && "code" in error && String(error.code).startsWith("commander.");
}

function isHelp(error: unknown): boolean {
  return isUsage(error) && error.exitCode === 0;
}

/** What commander says: `error: unknown option '--jsn'` and, on a second line, `(Did you mean --json?)`. */
function usageError({ message, code }: CommanderError, command: string): CommandError {
  const next = `See arkenos ${command === "arkenos" ? "" : `${command} `}--help`;
  if (code === "commander.help")
    return new CommandError({ code: "no_command", message: "No command was given", exitCode: ExitCode.usage, next });
  const [problem = "", suggestion] = message.replace(/^error: /, "").split("\n");
  return new CommandError({
    /** A command was typed with an unknown or incomplete option or argument. */ code: "invalid_command_line",
    message: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}`,
    exitCode: ExitCode.usage,
    next: suggestion?.replace(/^\((.*)\)$/, "$1") ?? next,
  });
}

function versionOfPackage(): string {
  const { version } = createRequire(import.meta.url)("@arkenos/cli/package.json") as { version: string };
  return version;
}
