import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Answer } from "../terminal/answer.js";
import { afterChange, changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "../converge/engine-run.js";
import { openConfigured, type OpenedStack } from "../stack/opened-stack.js";
import { confirm } from "../terminal/prompt.js";
import { typedNumber } from "../stack/typed-number.js";
import { convergeAfter } from "./converge.js";
import { confirmGivingBack, requireGivenBack, requireNoCallsFrom } from "./giving-back.js";
import { numberInState } from "./in-state.js";
import { requireInStack } from "./in-stack.js";

/** How a number is released. */
export interface ReleaseFlags {
  /** Give it back to Twilio, for good. */
  readonly giveBack?: true | undefined;
  /** In a run without questions: that a number that was given back does not return. */
  readonly iUnderstand?: true | undefined;
  /** Where a number without a country code is at home. */
  readonly country?: string | undefined;
}

const command = "arkenos numbers release";

/**
 * `arkenos numbers release`: a number out of agent, trunk and LiveKit. The engine would take it off
 * LiveKit's trunk a moment before it takes it off Twilio's; so its association is destroyed first, by
 * itself, and Twilio stops sending before LiveKit stops listening.
 */
export async function runRelease(context: Context, typed: string, flags: ReleaseFlags): Promise<Answer> {
  const opened = await openConfigured(context);
  const number = typedNumber(typed, { config: opened.config, country: flags.country });
  const { agent } = requireInStack(opened.config.numbers, number);
  const remove = { command, edit: (draft: ConfigDraft) => draft.removeNumber(number) };
  // What the stack would not take without the number is said before anything is done.
  await changeConfig(opened, context, remove, { rehearse: true });
  if (flags.giveBack) {
    requireNoCallsFrom(opened.config, number);
    await confirmGivingBack(context, number, flags);
    await markForGivingBack(opened, context, number);
  } else if (!(await confirm(context, `Nobody will answer ${number} any more. Release it?`))) {
    throw new CommandError("Stopped; nothing was changed");
  }
  await destroyAssociation(opened, context, number, `${command} ${number}${flags.giveBack ? " --give-back" : ""}`);
  const edit = await changeConfig(opened, context, remove);
  await convergeAfter(edit, context, opened, backTo(opened, number));
  if (flags.giveBack) await requireGivenBack(opened, number);
  const fate = flags.giveBack
    ? "was given back to Twilio"
    : "stays in the Twilio account, which goes on being billed for it";
  const data = { stack: opened.stack.name, number, agent, givenBack: flags.giveBack === true, changed: edit.lines };
  return { data, text: `${number} rings at nobody any more, and ${fate}.` };
}

/** Only what was converged as `release: true` is given back when it goes. */
async function markForGivingBack(opened: OpenedStack, context: Context, number: string): Promise<void> {
  const edit = await changeConfig(opened, context, {
    command,
    edit: (draft) => draft.setNumber(number, { purchase: true, release: true }),
  });
  await convergeAfter(edit, context, opened, backTo(opened, number), `${command} ${number} --give-back`);
}

async function destroyAssociation(opened: OpenedStack, context: Context, number: string, goOn: string): Promise<void> {
  const { stack } = opened;
  const { associations: targets } = await numberInState(stack, number);
  if (targets.length === 0) return;
  const run = () =>
    runEngine(context, {
      what: `Taking ${number} off Twilio's trunk`,
      tense: "done",
      run: (hear) => stack.destroy(hear, { signal: context.io.signal, target: targets.map(({ urn }) => urn) }),
    });
  await afterChange(undefined, context, backTo(opened, number), run, goOn);
}

function backTo({ config }: OpenedStack, number: string): string {
  return `arkenos numbers assign ${number} --agent ${config.numbers[number]?.agent}`;
}
