import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Answer } from "../terminal/answer.js";
import { afterChange, changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "../converge/engine-run.js";
import { type OpenedStack, openToChange } from "../stack/opened-stack.js";
import { confirm } from "../terminal/prompt.js";
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
  if (flags.giveBack) {
    requireNoCallsFrom(opened.config, number);
    await confirmRelease(context, number, flags);
    await markForRelease(opened, context, number);
  } else if (!(await confirm(context, `Release ${number}? It will no longer be answered. ${KEPT}.`))) {
    throw new CommandError({ code: "canceled", message: "Canceled; nothing was changed" });
  }
  await destroyAssociation(opened, context, number, `${command} ${number}${flags.giveBack ? " --give-back" : ""}`);
  const edit = await changeConfig(opened, context, remove);
  await runUpAfter(edit, context, opened, {
    ...{ undo: undoCommand(opened, number), agreed: number },
    restored: `The config is unchanged; arkenos up puts ${number} back on the trunk`,
  });
  if (flags.giveBack) await requireReleased(opened, number);
  const fate = flags.giveBack ? "It was released to Twilio" : KEPT;
  const data = { stack: opened.stack.name, number, agent, givenBack: flags.giveBack === true, changed: edit.lines };
  return { data, text: `${number} is no longer answered. ${fate}.` };
}

/** A deleted number is released to Twilio only if `release: true` was applied before. */
async function markForRelease(opened: OpenedStack, context: Context, number: string): Promise<void> {
  const edit = await changeConfig(opened, context, {
    command,
    edit: (draft) => draft.setNumber(number, { purchase: true, release: true }),
  });
  await runUpAfter(edit, context, opened, {
    ...{ undo: undoCommand(opened, number), resume: `${command} ${number} --give-back`, agreed: number },
  });
}

async function destroyAssociation(
  opened: OpenedStack,
  context: Context,
  number: string,
  resume: string,
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
  await afterChange(undefined, context, { undo: undoCommand(opened, number), resume }, run);
}

function undoCommand({ config }: OpenedStack, number: string): string {
  return `arkenos numbers assign ${number} --agent ${config.numbers[number]?.agent}`;
}
