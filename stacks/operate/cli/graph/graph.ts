import { constants } from "node:fs";
import { access, stat, writeFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { examine } from "../../doctor/examine.js";
import type { Observed } from "../../observe/observed.js";
import { buildGraph } from "../../graph/build-graph.js";
import { draw } from "../../graph/draw.js";
import { type Format, formatOf } from "../../graph/format.js";
import { verdictData } from "../../simulate/verdict-text.js";
import type { Answer } from "../terminal/answer.js";
import { chosenChecks } from "../doctor/chosen-checks.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { machineOf, openDesired } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";

/** Looks at both clouds and draws what is there. What cannot be read is drawn as such. */
export async function runGraph(
  context: Context,
  { format, output }: { format?: Format; output?: string },
): Promise<Answer> {
  const file = output === undefined ? undefined : resolve(context.cwd, output);
  if (file !== undefined) await requireWritable(file);
  const { desired, session } = await openDesired(context);
  const examination = {
    desired,
    session,
    machine: machineOf(context),
    checks: chosenChecks(undefined),
    now: new Date(),
  };
  const { observed, findings, verdicts } = await examine(examination);
  requireSomething(observed);
  const graph = buildGraph(desired, observed, { findings, verdicts });
  const chosen = format ?? formatOf(output);
  const picture = draw(graph, chosen, context.io.columns);
  const { stack, nodes, edges } = graph;
  const data = { stack, format: chosen, nodes, edges, findings, verdicts: verdicts.map(verdictData) };
  if (file === undefined) return { data: { ...data, picture }, text: picture };
  await writeFile(file, extname(file).toLowerCase() === ".md" ? fenced(picture) : picture);
  return { data: { ...data, file }, text: `Wrote ${file}` };
}

/** A flowchart as Markdown shows it as one. */
function fenced(picture: string): string {
  return `\`\`\`mermaid\n${picture}\`\`\`\n`;
}

/** Said before anything is looked at. */
async function requireWritable(file: string): Promise<void> {
  const isFolder = await stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const isPossible = await access(dirname(file), constants.W_OK).then(
    () => !isFolder,
    () => false,
  );
  if (isPossible) return;
  throw new CommandError(`${file} cannot be written`, {
    exitCode: ExitCode.usage,
    next: "Name a file in a folder that is there, and that you may write to",
  });
}

/** One cloud is drawn without the other; without both there is nothing to see. */
function requireSomething({ livekit, twilio }: Observed): void {
  if (livekit.readable || twilio.readable) return;
  throw new CommandError("Neither cloud can be read, so there is nothing to draw", {
    problems: [livekit.problem.message, twilio.problem.message],
    next: "arkenos test-connection says what to do",
  });
}
