import { findingText } from "../../doctor/finding.js";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { ForgeError } from "../../pipeline/forge.js";
import { forgeOf } from "../../pipeline/forge-of.js";
import { type PreviewResult, parsePreview } from "../../pipeline/preview-result.js";
import { type Gate, gateOf } from "../../pipeline/gate.js";
import { driftMessage, previewMessage } from "../../pipeline/message.js";
import { withoutSecrets } from "../../pipeline/without-secrets.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";

/**
 * Comments the result of a preview on a pull request, including a failure. The exit code is 3 if the doctor found an error
 * that the change does not fix.
 *
 * @throws CommandError with the preview's own reason if it failed, or if the doctor could not run
 */
export async function reportPreview(context: Context, { doctor }: { doctor?: string }): Promise<Answer> {
  const { io } = context;
  const stack = stackOf(context);
  const gate = doctor === undefined ? undefined : await readGate(resolve(io.cwd, doctor), io.env);
  const preview = parsePreview(withoutSecrets(await textOf(io.stdin), io.env));
  const message = previewMessage(stack, preview, gate);
  const failure = failureIn(preview, gate);
  const post = async () => forgeOf(io.env).comment(`<!-- arkenos preview ${stack} -->`, message);
  const url = await post().catch((error: unknown) => {
    // The log does not hold the preview's answer, so its failure must be reported here.
    throw failure && error instanceof ForgeError ? withProblem(failure, error.message) : error;
  });
  if (failure) throw failure;
  const stops = gate?.stops ?? [];
  const change = "change" in preview ? preview.change : "";
  return {
    data: { url, stops },
    text: [change, ...stops.map((finding) => `✗ ${finding.id}  ${findingText(finding)}`), `Posted to ${url}`].join(
      "\n",
    ),
    exitCode: stops.length > 0 ? ExitCode.checksFailed : ExitCode.ok,
  };
}

/** Opens, updates or closes the issue about drift. */
export async function reportDrift(context: Context, { exitCode }: { exitCode: string }): Promise<Answer> {
  const { io } = context;
  const stack = stackOf(context);
  const mark = `<!-- arkenos drift ${stack} -->`;
  if (exitCode === String(ExitCode.ok)) {
    const url = await forgeOf(io.env).closeIssue(mark);
    return {
      data: { drift: false, ...(url !== undefined && { url }) },
      text: url ? `No drift; closed ${url}` : "No drift",
    };
  }
  if (exitCode !== String(ExitCode.changesPending)) {
    throw new CommandError({
      code: "refresh_failed",
      message: `refresh exited with ${exitCode}, so drift is unknown`,
      next: "See its message above",
    });
  }
  const drift = withoutSecrets(await textOf(io.stdin), io.env);
  const url = await forgeOf(io.env).openIssue(
    mark,
    `Manual changes detected in stack ${stack}`,
    driftMessage(stack, drift),
  );
  return { data: { drift: true, url }, text: `${drift.trimEnd()}\nDrift detected; see ${url}` };
}

function stackOf({ stack }: Context): string {
  if (stack) return stack;
  throw new CommandError({
    code: "no_stack",
    message: "No stack is set",
    exitCode: ExitCode.usage,
    next: "Set PULUMI_STACK or add --stack",
  });
}

async function readGate(file: string, env: NodeJS.ProcessEnv): Promise<Gate> {
  try {
    return gateOf(withoutSecrets(await readFile(file, "utf8"), env));
  } catch {
    throw new CommandError({
      code: "file_unreadable",
      message: `${file} cannot be read`,
      exitCode: ExitCode.usage,
      next: "Create it with arkenos doctor --json",
    });
  }
}

function failureIn(preview: PreviewResult, gate: Gate | undefined): CommandError | undefined {
  if ("failure" in preview) {
    const { message, next, problems, details } = preview.failure;
    return new CommandError({
      code: "preview_failed",
      message: `The preview failed: ${message}`,
      ...{ next, ...(problems && { problems }), ...(details && { details }) },
    });
  }
  return gate?.failure === undefined
    ? undefined
    : new CommandError({ code: "doctor_failed", message: `The doctor could not run: ${gate.failure}` });
}

function withProblem({ code, message, next, problems = [], details }: CommandError, problem: string): CommandError {
  return new CommandError({
    code,
    message,
    ...(next !== undefined && { next }),
    problems: [...problems, problem],
    details,
  });
}
