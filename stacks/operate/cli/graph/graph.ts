import { constants } from "node:fs";
import { access, stat, writeFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { onThisStack } from "../../on-this-stack.js";
import { examine } from "../../doctor/examine.js";
import type { Observed } from "../../observe/observed.js";
import { buildGraph } from "../../graph/build-graph.js";
import { draw } from "../../graph/draw.js";
import { type Format, formatOf } from "../../graph/format.js";
import { serveGraph } from "../../graph/serve-graph.js";
import type { TopologyGraph } from "../../graph/topology-graph.js";
import { verdictData } from "../../simulate/verdict-text.js";
import type { Answer } from "../terminal/answer.js";
import { chosenChecks } from "../doctor/chosen-checks.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { machineOf, openDesired } from "../stack/examine-stack.js";
import { ExitCode } from "../failure/exit-code.js";
import { tell } from "../terminal/tell.js";

/** Options of `arkenos graph`. */
export interface GraphOptions {
  readonly format?: Format;
  readonly output?: string;
  /** A port; `true` for a free one. */
  readonly serve?: number | true;
}

/** Reads both clouds and draws their objects; what could not be read is drawn as unknown. */
export async function runGraph(context: Context, { format, output, serve }: GraphOptions): Promise<Answer> {
  if (serve !== undefined) return runServer(context, serve === true ? 0 : serve);
  const file = output === undefined ? undefined : resolve(context.cwd, output);
  if (file !== undefined) await requireWritable(file);
  const graph = await readGraph(context);
  const chosen = format ?? formatOf(output);
  const picture = draw(graph, chosen, context.io.columns);
  const { stack, readAt, nodes, edges, findings, verdicts } = graph;
  const data = { stack, readAt, format: chosen, nodes, edges, findings, verdicts: verdicts.map(verdictData) };
  if (file === undefined) return { data: { ...data, picture }, text: picture, isVerbatim: true };
  await writeFile(file, extname(file).toLowerCase() === ".md" ? fenced(picture) : picture);
  return { data: { ...data, file }, text: `Wrote ${file}` };
}

async function readGraph(context: Context): Promise<TopologyGraph> {
  const { desired, session } = await openDesired(context);
  const now = new Date();
  const checks = chosenChecks(undefined);
  const { observed, findings, verdicts } = await examine({
    desired,
    session,
    machine: machineOf(context),
    checks,
    now,
  });
  requireReadable(observed);
  return buildGraph(desired, observed, { findings, verdicts, readAt: now });
}

/** Serves the page until the command is interrupted. */
async function runServer(context: Context, port: number): Promise<Answer> {
  const read = () => readGraph(context);
  const server = await serveGraph(await read(), { read, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    throw new CommandError({
      code: "port_taken",
      message: `Port ${port} is not available`,
      exitCode: ExitCode.usage,
      next: "Choose another port, or let arkenos graph --serve find a free one",
    });
  });
  return {
    data: { url: server.url },
    text: `Serving ${server.url}`,
    continues: async () => {
      const { signal, isTerminal } = context.io;
      if (isTerminal) tell(context.io, "The page refreshes while it is open. Press Ctrl-C to stop.");
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      await server.close();
    },
  };
}

/** A flowchart in a Markdown code block. */
function fenced(picture: string): string {
  return `\`\`\`mermaid\n${picture}\`\`\`\n`;
}

/** Checked before either cloud is called. */
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
  throw new CommandError({
    code: "file_not_writable",
    message: `${file} cannot be written`,
    exitCode: ExitCode.usage,
    next: "Name a file in an existing folder that you can write to",
  });
}

/** One cloud is drawn without the other; without both there is nothing to draw. */
function requireReadable({ livekit, twilio }: Observed): void {
  if (livekit.readable || twilio.readable) return;
  throw new CommandError({
    code: "cloud_unreadable",
    message: "Neither cloud could be read, so there is nothing to draw",
    problems: [livekit.problem, twilio.problem].map(({ code, message }) => ({ path: [], code, message })),
    next: `Run ${onThisStack("arkenos test-connection")} for the fix`,
  });
}
