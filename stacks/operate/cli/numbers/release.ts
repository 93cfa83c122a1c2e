import { onThisStack } from "../../on-this-stack.js";
import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Answer } from "../terminal/answer.js";
import { afterChange, changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "../converge/engine-run.js";
import { type OpenedStack, openToChange } from "../stack/opened-stack.js";
import { confirm } from "../terminal/prompt.js";
import { ExitCode } from "../failure/exit-code.js";
import { ownedNumber, twilioAccount } from "./account.js";
import { typedNumber } from "../stack/typed-number.js";
import { runUpAfter } from "./up-after.js";
import { confirmRelease, requireReleased, requireNoCallsFrom } from "./twilio-release.js";
import { numberInState } from "./in-state.js";
import { requireInStack } from "./in-stack.js";

/** Options of `arkenos numbers release`. */
export interface ReleaseFlags {
  /** Also release it to Twilio, permanently. */
  readonly giveBack?: true | undefined;
  /** Without questions: confirms that the number cannot be recovered. */
  readonly iUnderstand?: true | undefined;
  /** Country of numbers that are typed without a country code. */
  readonly country?: string | undefined;
}

const command = "arkenos numbers release";

const KEPT = "You still own it; Twilio keeps billing for it";

/**
 * `arkenos numbers release`: removes a number from its agent, the Twilio trunk and LiveKit. The engine would remove it
 * from LiveKit's trunk a moment before Twilio's. So its association is destroyed first, by itself: Twilio stops sending
 * calls before LiveKit stops accepting them.
 */
export async function runRelease(context: Context, typed: string, flags: ReleaseFlags): Promise<Answer> {
  const opened = await openToChange(context);
  const number = typedNumber(typed, { config: opened.config, country: flags.country });
  const { agent } = requireInStack(opened.config.numbers, number);
  const remove = { command, edit: (draft: ConfigDraft) => draft.removeNumber(number) };
  // Report what would be invalid without the number before anything is changed.
  await changeConfig(opened, context, remove, { dryRun: true });
  const release = releaseOf(opened, number, flags);
  if (flags.giveBack) {
    requireNoCallsFrom(opened.config, number);
    await requireOwned(opened, number);
    await confirmRelease(context, number, flags);
    await setRelease(opened, context, release, true);
  } else {
    if (!(await confirm(context, `Release ${number}? It will no longer be answered. ${KEPT}.`)))
      throw new CommandError({ code: "canceled", message: "Canceled; nothing was changed" });
    if (await isMarkedForRelease(opened, number)) await setRelease(opened, context, release, undefined);
  }
  await destroyAssociation(opened, context, release);
  const edit = await changeConfig(opened, context, remove);
  const { undo, restored } = release;
  await runUpAfter(edit, context, opened, {
    undo,
    restored: `${restored}; ${onThisStack("arkenos up")} puts ${number} back on the trunk`,
    ...(flags.giveBack && { agreed: number }),
  });
  if (flags.giveBack) await requireReleased(opened, number);
  const fate = flags.giveBack ? "It was released to Twilio" : KEPT;
  const data = { stack: opened.stack.name, number, agent, givenBack: flags.giveBack === true, changed: edit.lines };
  return { data, text: `${number} is no longer answered. ${fate}.` };
}

/** The release of a number, and what to type if it fails partway. */
interface Release {
  readonly number: string;
  readonly undo: string;
  readonly resume: string;
  /** What is true of the config until the number is removed from it. */
  readonly restored: string;
}

function releaseOf({ config }: OpenedStack, number: string, { giveBack }: ReleaseFlags): Release {
  return {
    number,
    undo: onThisStack(`arkenos numbers assign ${number} --agent ${config.numbers[number]?.agent}`),
    resume: onThisStack(`${command} ${number}${giveBack ? " --give-back" : ""}`),
    restored: giveBack ? `The config still lists ${number}, with release: true` : "The config is unchanged",
  };
}

/** @throws CommandError if the account does not own the number: to mark it for release would buy it */
async function requireOwned({ session }: OpenedStack, number: string): Promise<void> {
  const account = await twilioAccount(session);
  if (await ownedNumber(account, number)) return;
  throw new CommandError({
    code: "number_not_owned",
    message: `The Twilio account ${account.sid} does not own ${number}`,
    exitCode: ExitCode.usage,
    next: `To remove it from the stack: ${onThisStack(`${command} ${number}`)}`,
  });
}

/** Whether the number would be released to Twilio when its resource is deleted. */
async function isMarkedForRelease({ stack }: OpenedStack, number: string): Promise<boolean> {
  const { purchases } = await numberInState(stack, number);
  return purchases.some(({ inputs, outputs }) => inputs?.release === true || outputs?.release === true);
}

/** A deleted number is released to Twilio if `release: true` was applied before, and otherwise kept. */
async function setRelease(
  opened: OpenedStack,
  context: Context,
  { number, undo, resume }: Release,
  release: true | undefined,
): Promise<void> {
  const edit = await changeConfig(opened, context, {
    command,
    edit: (draft) => draft.setNumber(number, { purchase: true, release }),
  });
  await runUpAfter(edit, context, opened, { undo, resume });
}

async function destroyAssociation(
  opened: OpenedStack,
  context: Context,
  { number, ...nextSteps }: Release,
): Promise<void> {
  const { stack } = opened;
  const { associations: targets } = await numberInState(stack, number);
  if (targets.length === 0) return;
  const run = () =>
    runEngine(context, {
      what: `Removing ${number} from Twilio's trunk`,
      tense: "done",
      run: (onStep) => stack.destroy(onStep, { signal: context.io.signal, target: targets.map(({ urn }) => urn) }),
    });
  await afterChange(undefined, context, nextSteps, run);
}
