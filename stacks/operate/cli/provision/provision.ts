import { isGone, type Limit } from "../../engine/lock.js";
import { canFindOrphans, orphansOf, silent } from "../../engine/orphan.js";
import { RecoveredElsewhereError, whileRecovering } from "../../engine/recovery.js";
import type { EngineStack } from "../../engine/stack.js";
import type { Answer } from "../terminal/answer.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { converge, readIn } from "../converge/converge.js";
import { ExitCode } from "../failure/exit-code.js";
import { holderText, LockedError, minutesText, stillLocked } from "../failure/locked-error.js";
import { Progress } from "../terminal/progress.js";
import { confirm, mustBeAskable } from "../terminal/prompt.js";
import { onRepairedState } from "../failure/repaired.js";
import { openStackToRun, projectFolder } from "../stack/stack.js";

/** A call to a cloud is given up after a minute, and repeated a few times. */
const PATIENCE_MS = 180_000;

/**
 * Converges what is left of a run that was interrupted. What that run made is found, not made again; a number that it
 * bought is not bought twice.
 *
 * @throws LockedError while another run is alive, or may be
 */
export async function runProvision(context: Context, { lockOlderThan }: { lockOlderThan?: string }): Promise<Answer> {
  mustBeAskable(context, "Go on where the last run ended?");
  const minutes = lockOlderThan === undefined ? undefined : minutesOf(lockOlderThan);
  const folder = projectFolder(context.cwd);
  if (!context.yes && !(await confirm(context, "Go on where the last run ended?"))) {
    throw new CommandError("Stopped; nothing was changed");
  }
  const { env } = context.io;
  return onRepairedState({ folder, env }, async () => {
    const stack = await openStackToRun(context);
    return whileRecovering({ folder, name: stack.name, env }, () => resume(context, stack, minutes)).catch(elsewhere);
  });
}

function elsewhere(error: unknown): never {
  if (!(error instanceof RecoveredElsewhereError)) throw error;
  throw new CommandError("Another arkenos provision is at work on the stack", {
    exitCode: ExitCode.locked,
    problems: [error.holder],
    next: "Wait until it is done, then run this again if anything is left",
  });
}

async function resume(context: Context, stack: EngineStack, minutes: number | undefined): Promise<Answer> {
  // A run that was ended at once leaves no lock behind, but maybe a call that is under way.
  const orphans = await endOrphans(context, stack);
  try {
    return await goOn(context, stack);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    const limit = minutes === undefined ? undefined : { minutes, now: new Date() };
    const recovered = await recover(context, stack, error, { orphans, limit });
    const { data, text, exitCode } = await goOn(context, stack);
    return { data: { ...data, recovered }, text: `${recovered.text}\n${text}`, ...(exitCode && { exitCode }) };
  }
}

/** Reads both clouds first: what was deleted there since is created again, instead of being updated in vain. */
async function goOn(context: Context, stack: EngineStack): Promise<Answer> {
  return converge(context, stack, await readIn(context, stack));
}

/** Lets providers whose engine is gone end their last call, and ends them. */
async function endOrphans(context: Context, { folder }: EngineStack): Promise<readonly number[]> {
  const orphans = await orphansOf(folder);
  if (orphans.length === 0) return orphans;
  const progress = new Progress(context, "Waiting for the last run's last call to end");
  try {
    for (const pid of orphans) await end(pid);
  } finally {
    progress.end();
  }
  return orphans;
}

/** Takes away the lock of a run that was killed. */
async function recover(
  context: Context,
  stack: EngineStack,
  locked: LockedError,
  { orphans, limit }: { readonly orphans: readonly number[]; readonly limit: Limit | undefined },
) {
  const { holders } = locked;
  if (holders.length === 0 || !holders.every((holder) => isGone(holder, limit))) throw stillLocked(holders, limit);
  const holder = holders.map(holderText).join("; ");
  if (!(await confirm(context, `The run that holds the stack was killed (${holder}). Take its lock away and go on?`))) {
    throw locked;
  }
  await stack.cancel();
  const isKnown = holders.every((one) => isGone(one));
  return { holders, orphans, text: recoveredText(holder, orphans, isKnown ? undefined : limit) };
}

async function end(pid: number): Promise<void> {
  if (!(await silent(pid, PATIENCE_MS))) {
    throw new CommandError(`Process ${pid}, which the last run left behind, still talks to a cloud`, {
      exitCode: ExitCode.locked,
      next: "Wait until it has ended its call, then run this again",
    });
  }
  try {
    process.kill(pid);
  } catch {
    // It was gone already.
  }
}

/** `limit` is given where the lock's age was the reason. */
function recoveredText(holder: string, orphans: readonly number[], limit: Limit | undefined): string {
  const age = limit ? `; no run takes longer than ${minutesText(limit.minutes)}, so it counts as dead` : "";
  const waited = orphans.length > 0 ? `; process ${orphans.join(", ")} had ended its last call` : "";
  const unseen = canFindOrphans ? "" : "; whether a call of it is under way cannot be seen on this system";
  return `The lock of a killed run was taken away (${holder}${age}${waited}${unseen}).`;
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes > 0) return minutes;
  throw new CommandError(`--lock-older-than must be whole minutes, 1 or more, not "${text}"`, {
    exitCode: ExitCode.usage,
    next: "Give what a run can take at most: the timeout of the pipeline's job",
  });
}
