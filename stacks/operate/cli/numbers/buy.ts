import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { openConfigured, type OpenedStack } from "../stack/opened-stack.js";
import { confirm } from "../terminal/prompt.js";
import { requireAgent } from "../stack/required.js";
import { typedNumber } from "../stack/typed-number.js";
import { twilioAccount } from "./account.js";
import { type Candidate, chooseNumber } from "./candidate.js";
import { convergeAfter } from "./converge.js";
import { earlierPurchase } from "./earlier-purchase.js";
import type { SearchFlags } from "./search-flags.js";

/** What is bought: a certain number, or one that a search finds. */
export interface BuyFlags extends SearchFlags {
  readonly agent: string;
  /** Buy one more for an agent that has a bought number already. */
  readonly another?: true | undefined;
  readonly addressSid?: string | undefined;
  readonly bundleSid?: string | undefined;
  readonly identitySid?: string | undefined;
}

/**
 * `arkenos numbers buy`. The config is written first and names the number, so that whatever happens then,
 * another run finishes this purchase instead of making its own.
 */
export async function runBuy(context: Context, typed: string | undefined, flags: BuyFlags): Promise<Answer> {
  const opened = await openConfigured(context);
  const number =
    typed === undefined ? undefined : typedNumber(typed, { config: opened.config, country: flags.country });
  requireAgent(opened.config, flags.agent);
  const account = await twilioAccount(opened.session);
  const owned = new Set((await account.numbers.all()).map(({ phoneNumber }) => phoneNumber));
  const earlier = earlierPurchase(opened.config.numbers, owned, number, flags);
  if (earlier !== undefined) return finish(context, opened, earlier, owned);
  if (number !== undefined && owned.has(number)) throw ownedAlready(number, flags.agent);

  const candidate = await chooseNumber(account, number, flags, owned);
  if (!(await confirm(context, question(candidate, flags.agent)))) throw new CommandError("Nothing was bought");
  const edit = await changeConfig(opened, context, {
    command: "arkenos numbers buy",
    edit: (draft) => order(draft, candidate.phoneNumber, number, flags),
  });
  await convergeAfter(edit, context, opened, `arkenos numbers release ${candidate.phoneNumber}`);
  return answer(opened, candidate.phoneNumber, flags.agent, true);
}

/** Writes the purchase into the config, unless somebody else has done so since we looked. */
function order(draft: ConfigDraft, chosen: string, number: string | undefined, flags: BuyFlags): void {
  const { agent, addressSid, bundleSid, identitySid } = flags;
  const nobody = new Set(Object.keys(draft.numbers()));
  if (draft.number(chosen) ?? earlierPurchase(draft.numbers(), nobody, number, flags)) {
    throw new CommandError("Somebody else has just written a purchase into the config", {
      next: "Run this again: it goes on from there",
    });
  }
  draft.setNumber(chosen, { agent, purchase: true, addressSid, bundleSid, identitySid });
}

/** Converges a purchase of an earlier run. The provider looks for the number in the account before it buys. */
async function finish(
  context: Context,
  opened: OpenedStack,
  number: string,
  owned: ReadonlySet<string>,
): Promise<Answer> {
  await convergeAfter(undefined, context, opened, `arkenos numbers release ${number}`);
  return answer(opened, number, opened.config.numbers[number]?.agent ?? "", !owned.has(number));
}

function answer({ stack }: OpenedStack, number: string, agent: string, bought: boolean): Answer {
  const text = bought
    ? `${number} is bought and rings at ${agent}.`
    : `Nothing was bought: ${number} is the stack's already and rings at ${agent}. A search with --another buys one more.`;
  return { data: { stack: stack.name, number, agent, bought }, text };
}

function question({ phoneNumber, about }: Candidate, agent: string): string {
  return `Buy ${phoneNumber}${about && ` (${about})`} for ${agent}? Twilio bills it every month until it is given back.`;
}

function ownedAlready(number: string, agent: string): CommandError {
  return new CommandError(`The account owns ${number} already, so it is not bought`, {
    exitCode: ExitCode.usage,
    next: `Run arkenos numbers assign ${number} --agent ${agent}`,
  });
}
