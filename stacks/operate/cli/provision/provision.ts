import { isGone, type Limit } from "../../engine/lock.js";
import { canFindOrphans, orphansOf, isSilentWithin } from "../../engine/orphan.js";
import { RecoveredElsewhereError, whileRecovering } from "../../engine/recovery.js";
import type { EngineStack } from "../../engine/stack.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { converge } from "../converge/converge.js";
import { readIn } from "../converge/refresh.js";
import { ExitCode } from "../failure/exit-code.js";
import { holderText, LockedError, minutesText, stillLocked } from "../failure/locked-error.js";
import { Progress } from "../terminal/progress.js";
import { confirm, requireTerminal } from "../terminal/prompt.js";
import { onRepairedState } from "../failure/repaired.js";
import { openStackToRun, projectFolder } from "../stack/stack.js";

/** The options of `arkenos provision`. */
export interface ProvisionOptions {
  /** Minutes, as typed. */
  readonly lockOlderThan?: string;
  readonly fast?: true;
}

const QUESTION = "Resume the interrupted run?";

/** Requests time out after a minute and are retried a few times. */
const ORPHAN_TIMEOUT_MS = 180_000;

/**
 * `arkenos provision`: completes an interrupted run. Objects that it created are found, not created again, and a number
 * that it bought is not bought twice.
 *
 * @throws LockedError while another run is alive or may be
 */
export async function runProvision(context: Context, { lockOlderThan, fast }: ProvisionOptions): Promise<Answer> {
  requireTerminal(context, QUESTION);
  const minutes = lockOlderThan === undefined ? undefined : minutesOf(lockOlderThan);
  const folder = projectFolder(context.cwd);
  if (!context.yes && !(await confirm(context, QUESTION))) {
    throw new CommandError({ code: "canceled", message: "Canceled; nothing was changed" });
  }
  const { env } = context.io;
  return onRepairedState({ folder, env }, async () => {
    const stack = await openStackToRun(context);
    return whileRecovering({ folder, name: stack.name, env }, () => resume(context, stack, { minutes, fast })).catch(
      elsewhere,
    );
  });
}

function elsewhere(error: unknown): never {
  if (!(error instanceof RecoveredElsewhereError)) throw error;
  throw new CommandError({
    code: "provision_running",
    message: "Another arkenos provision is running on this stack",
    exitCode: ExitCode.locked,
    problems: [error.holder],
    next: "Wait for it to finish, then run this again if necessary",
  });
}

async function resume(
  context: Context,
  stack: EngineStack,
  { minutes, fast }: { readonly minutes: number | undefined; readonly fast: true | undefined },
): Promise<Answer> {
  // A killed run may leave no lock but still have a request in progress.
  const orphans = await endOrphans(context, stack);
  try {
    return await readAndUpdate(context, stack, fast);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const limit = minutes === undefined ? undefined : { minutes, now: new Date() };
    const recovered = await recover(context, stack, error, { orphans, limit });
    const { data, text, exitCode } = await readAndUpdate(context, stack, fast);
    return { data: { ...data, recovered }, text: `${recovered.text}\n${text}`, ...(exitCode && { exitCode }) };
  }
}

/** Reads both clouds first, so that objects deleted in the meantime are created again instead of failing to update. */
async function readAndUpdate(context: Context, stack: EngineStack, fast: true | undefined): Promise<Answer> {
  return converge(context, stack, { earlier: await readIn(context, stack), fast });
}

/** Waits for the last request of providers whose engine is gone, and ends them. */
async function endOrphans(context: Context, { folder }: EngineStack): Promise<readonly number[]> {
  const orphans = await orphansOf(folder);
  if (orphans.length === 0) return orphans;
  const progress = new Progress(context, "Waiting for the last request of the interrupted run");
  try {
    for (const pid of orphans) await end(pid);
  } finally {
    progress.end();
  }
  return orphans;
}

/** Removes the lock of a killed run. */
async function recover(
  context: Context,
  stack: EngineStack,
  locked: LockedError,
  { orphans, limit }: { readonly orphans: readonly number[]; readonly limit: Limit | undefined },
) {
  const { holders } = locked;
  if (holders.length === 0 || !holders.every((holder) => isGone(holder, limit))) throw stillLocked(holders, limit);
  const holder = holders.map(holderText).join("; ");
  if (!(await confirm(context, `The run that holds the lock was killed (${holder}). Remove its lock and continue?`))) {
    throw locked;
  }
  await stack.cancel();
  const isKnown = holders.every((one) => isGone(one));
  return { holders, orphans, text: recoveredText(holder, orphans, isKnown ? undefined : limit) };
}

async function end(pid: number): Promise<void> {
  if (!(await isSilentWithin(pid, ORPHAN_TIMEOUT_MS))) {
    throw new CommandError({
      code: "request_in_progress",
      message: `Process ${pid} of the last run is still sending requests`,
      exitCode: ExitCode.locked,
      next: "Wait for it to finish, then run this again",
    });
  }
  try {
    process.kill(pid);
  } catch {
    // It has already exited.
  }
}

/** `limit` is set if the lock was removed because of its age. */
function recoveredText(holder: string, orphans: readonly number[], limit: Limit | undefined): string {
  const age = limit ? `; older than ${minutesText(limit.minutes)}, so it counts as dead` : "";
  const waited = orphans.length > 0 ? `; process ${orphans.join(", ")} had finished its last request` : "";
  const unseen = canFindOrphans ? "" : "; on this system, a request still in progress cannot be detected";
  return `Removed the lock of a killed run (${holder}${age}${waited}${unseen}).`;
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes > 0) return minutes;
  throw new CommandError({
    code: "invalid_flag",
    message: `--lock-older-than must be whole minutes, 1 or more, not "${text}"`,
    exitCode: ExitCode.usage,
    next: "Use the longest time that a run can take: the timeout of the CI job",
  });
}
