import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { forgeOf } from "../pipeline/forge-of.js";
import { type Gate, gateOf } from "../pipeline/gate.js";
import { driftMessage, previewMessage } from "../pipeline/message.js";
import type { Answer } from "./answer.js";
import { CommandError } from "./command-error.js";
import type { Context } from "./context.js";
import { ExitCode } from "./exit-code.js";

const LABEL = "telephony-drift";

/** Comments on a pull request. The exit code is 3 where the doctor found an error that the change leaves as it is. */
export async function reportPreview(context: Context, { doctor }: { doctor?: string }): Promise<Answer> {
  const { io } = context;
  const stack = stackOf(context);
  const gate = doctor === undefined ? undefined : await readGate(resolve(io.cwd, doctor));
  const message = previewMessage(stack, await textOf(io.stdin), gate);
  const url = await forgeOf(io.env).comment(`<!-- arkenos preview ${stack} -->`, message);
  if (gate?.failure !== undefined) throw new CommandError(`The doctor could not look: ${gate.failure}`);
  const stops = gate?.stops ?? [];
  return {
    data: { url, stops },
    text: [`Said in ${url}`, ...stops.map(({ id, remediation }) => `✗ ${id}  ${remediation}`)].join("\n"),
    exitCode: stops.length > 0 ? ExitCode.checksFailed : ExitCode.ok,
  };
}

/** Opens, rewrites or closes the issue about drift. */
export async function reportDrift(context: Context, { exitCode }: { exitCode: string }): Promise<Answer> {
  const { io } = context;
  const stack = stackOf(context);
  if (exitCode === String(ExitCode.ok)) {
    const url = await forgeOf(io.env).closeIssue(LABEL);
    return {
      data: { drift: false, ...(url !== undefined && { url }) },
      text: url ? `No drift; closed ${url}` : "No drift",
    };
  }
  if (exitCode !== String(ExitCode.changesPending)) {
    throw new CommandError(`refresh exited with ${exitCode}, so whether there is drift is not known`, {
      next: "Its own message stands above",
    });
  }
  const message = driftMessage(stack, await textOf(io.stdin));
  const url = await forgeOf(io.env).openIssue(LABEL, `Telephony of ${stack} was changed by hand`, message);
  return { data: { drift: true, url }, text: `Drift; said in ${url}` };
}

function stackOf({ stack }: Context): string {
  if (stack) return stack;
  throw new CommandError("No stack was named", { exitCode: ExitCode.usage, next: "Set PULUMI_STACK, or give --stack" });
}

async function readGate(file: string): Promise<Gate> {
  try {
    return gateOf(await readFile(file, "utf8"));
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error ? `${file} cannot be read` : `${file} is not what doctor answers`;
    throw new CommandError(reason, { exitCode: ExitCode.usage, next: "Write it with arkenos doctor --json" });
  }
}
