import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { examine } from "../doctor/examine.js";
import { buildGraph } from "../graph/build-graph.js";
import { draw } from "../graph/draw.js";
import { type Format, formatOf } from "../graph/format.js";
import type { Answer } from "./answer.js";
import { chosenChecks } from "./chosen-checks.js";
import { CommandError } from "./command-error.js";
import type { Context } from "./context.js";
import { machineOf, openDesired } from "./examine-stack.js";
import { ExitCode } from "./exit-code.js";

/** Looks at both clouds and draws what is there. What cannot be read is drawn as such. */
export async function runGraph(
  context: Context,
  { format, output }: { format?: Format; output?: string },
): Promise<Answer> {
  const { desired, session } = await openDesired(context);
  const examination = {
    desired,
    session,
    machine: machineOf(context),
    checks: chosenChecks(undefined),
    now: new Date(),
  };
  const { scene, findings } = await examine(examination);
  const graph = buildGraph(desired, scene.observed, findings);
  const chosen = format ?? formatOf(output);
  const picture = draw(graph, chosen, context.io.columns);
  const { stack, nodes, edges } = graph;
  if (output === undefined) return { data: { stack, format: chosen, nodes, edges, findings, picture }, text: picture };
  const file = resolve(context.cwd, output);
  await writeFile(file, picture).catch(() => {
    throw new CommandError(`${file} cannot be written`, {
      exitCode: ExitCode.usage,
      next: "Name a file in a folder that is there, and that you may write to",
    });
  });
  return { data: { stack, format: chosen, file, nodes, edges, findings }, text: `Wrote ${file}` };
}
