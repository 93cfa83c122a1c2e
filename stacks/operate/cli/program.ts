import { createRequire } from "node:module";
import { Command } from "@commander-js/extra-typings";
import type { CommanderError } from "commander";
import { type Answer, answerJson, answerText, errorJson, errorText } from "./terminal/answer.js";
import { CommandError } from "./failure/command-error.js";
import { agent } from "./agent/command.js";
import { call } from "./call/command.js";
import { completion } from "./completion/command.js";
import { destroy } from "./converge/destroy-command.js";
import { dial } from "./simulate/command.js";
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
import { testConnection } from "./test-connection/command.js";
import { testPipeline } from "./test-pipeline/command.js";
import { up } from "./converge/up-command.js";
import { withoutSecrets } from "../pipeline/without-secrets.js";
import { type Act, contextOf } from "./stack/context.js";
import { ExitCode } from "./failure/exit-code.js";
import { failureOf } from "./failure/failure.js";
import type { Io } from "./terminal/io.js";

const EXIT_CODES = `
Exit codes: 0 done · 1 failed · 2 wrong command line or config · 3 checks failed · 4 changes pending · 5 locked`;

/** The `arkenos` command with all that it can do. Each action hands its answer to `give`. */
export function program(io: Io, give: (command: string, answer: Answer) => void): Command {
  const act: Act =
    (does) =>
    async (...args) => {
      const command = args.at(-1) as Command;
      const context = contextOf(command.optsWithGlobals(), io);
      const answer = await does(context, args.slice(0, -1) as never);
      give(pathOf(command), answer);
      await answer.stays?.();
    };
  const root = new Command("arkenos")
    .description("Phone numbers for voice agents: Twilio and LiveKit, kept in step by Pulumi.")
    .version(versionOfPackage(), "-V, --version")
    .option("-s, --stack <name>", "stack to work on; default: the selected one")
    .option("-C, --cwd <folder>", "folder to work in")
    .option("--json", "print one JSON object, nothing else")
    .option("-y, --yes", "answer every question with yes")
    .configureHelp({ showGlobalOptions: true })
    .addHelpText("after", EXIT_CODES);
  root.addCommand(init(act));
  root.addCommand(testConnection(act));
  root.addCommand(numbers(act));
  root.addCommand(preview(act));
  root.addCommand(up(act));
  root.addCommand(refresh(act));
  root.addCommand(destroy(act));
  root.addCommand(call(act));
  root.addCommand(agent(act));
  root.addCommand(env(act));
  root.addCommand(importing(act));
  root.addCommand(provision(act));
  root.addCommand(sandbox(act));
  root.addCommand(graph(act));
  root.addCommand(report(act));
  root.addCommand(lookup(act));
  root.addCommand(routes(act));
  root.addCommand(dial(act));
  root.addCommand(testPipeline(act));
  root.addCommand(doctor(act));
  root.addCommand(completion(act, root));
  for (const command of withDescendants(root)) {
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: true, helpWidth: io.columns })
      .configureOutput({
        writeOut: (text) => void io.stdout.write(text),
        writeErr: () => undefined,
        getOutHasColors: () => io.colour,
      });
  }
  return root;
}

/**
 * Runs a command line to its end: prints its answer or its failure, and nothing else.
 *
 * @param argv what follows `arkenos`
 * @returns the exit code
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const wantsJson = argv.includes("--json");
  let ran = commandIn(argv);
  let exitCode: ExitCode = ExitCode.ok;
  const give = (command: string, answer: Answer) => {
    ran = command;
    exitCode = answer.exitCode ?? ExitCode.ok;
    io.stdout.write(wantsJson ? answerJson(command, answer) : answerText(answer.text, io.colour));
  };
  try {
    await program(io, give).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (isHelp(error)) return ExitCode.ok;
    const failure = isUsage(error) ? usageError(error, ran) : failureOf(error, io.env);
    // Whatever failed may repeat what it was given.
    if (wantsJson) io.stdout.write(withoutSecrets(errorJson(ran, failure), io.env));
    else io.stderr.write(withoutSecrets(errorText(failure), io.env));
    return failure.exitCode;
  }
}

/** The words of a command: `numbers buy`. */
function pathOf(command: Command): string {
  const above = command.parent as Command | null;
  return above?.parent ? `${pathOf(above)} ${command.name()}` : command.name();
}

function commandIn(argv: readonly string[]): string {
  return argv.find((word) => !word.startsWith("-")) ?? "arkenos";
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

/** What commander says: `error: unknown command 'nubmers'` and, on a second line, `(Did you mean numbers?)`. */
function usageError({ message, code }: CommanderError, command: string): CommandError {
  const help = command === "arkenos" ? "" : `${command} `;
  if (code === "commander.help") {
    return new CommandError("No command was given", { exitCode: ExitCode.usage, next: "arkenos --help lists them" });
  }
  const [problem = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const next = suggestion?.replace(/^\((.*)\)$/, "$1") ?? `arkenos ${help}--help shows how`;
  return new CommandError(problem, { exitCode: ExitCode.usage, next });
}

function versionOfPackage(): string {
  const { version } = createRequire(import.meta.url)("@arkenos/cli/package.json") as { version: string };
  return version;
}
