import type { TwilioAccount } from "@arkenos/provider/clouds";
import { onThisStack } from "../../on-this-stack.js";
import type { ConfigDraft } from "../../config-file/config-draft.js";
import type { Answer } from "../terminal/answer.js";
import { changeConfig } from "../stack/changed-config.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { ExitCode } from "../failure/exit-code.js";
import { type OpenedStack, openToChange } from "../stack/opened-stack.js";
import { confirm } from "../terminal/prompt.js";
import { requireAgent } from "../stack/required.js";
import { typedNumber } from "../stack/typed-number.js";
import { twilioAccount } from "./account.js";
import { type Candidate, chooseNumber } from "./candidate.js";
import { type Price, priceOf, priceText } from "./price.js";
import { runUpAfter } from "./up-after.js";
import { earlierPurchase } from "./earlier-purchase.js";
import type { SearchFlags } from "./search-flags.js";

/** Options of `arkenos numbers buy`: a specific number, or a search. */
export interface BuyFlags extends SearchFlags {
  readonly agent: string;
  /** Buy another number for an agent that already has one. */
  readonly another?: true | undefined;
  readonly addressSid?: string | undefined;
  readonly bundleSid?: string | undefined;
  readonly identitySid?: string | undefined;
}

/**
 * `arkenos numbers buy`. The config is written first and names the number, so that after any failure the next run
 * completes this purchase instead of making another.
 */
export async function runBuy(context: Context, typed: string | undefined, flags: BuyFlags): Promise<Answer> {
  const opened = await openToChange(context);
  const number =
    typed === undefined ? undefined : typedNumber(typed, { config: opened.config, country: flags.country });
  requireAgent(opened.config, flags.agent);
  const account = await twilioAccount(opened.session);
  const owned = new Set((await account.numbers.all()).map(({ phoneNumber }) => phoneNumber));
  const earlier = earlierPurchase(opened.config.numbers, owned, number, flags);
  if (earlier !== undefined) return finish(context, opened, account, earlier, owned);
  if (number !== undefined && owned.has(number)) throw alreadyOwned(number, flags.agent);

  const candidate = await chooseNumber(account, number, flags, owned);
  const price = await priceOf(account, candidate);
  if (!(await confirm(context, question(candidate, flags.agent, price))))
    throw new CommandError({ code: "canceled", message: "Nothing was bought" });
  const edit = await changeConfig(opened, context, {
    command: "arkenos numbers buy",
    edit: (draft) => order(draft, candidate.phoneNumber, number, flags),
  });
  await runUpAfter(edit, context, opened, {
    undo: onThisStack(`arkenos numbers release ${candidate.phoneNumber}`),
    agreed: candidate.phoneNumber,
  });
  return answer(opened, candidate.phoneNumber, flags.agent, price);
}

/** Writes the purchase into the config, unless someone else has done so in the meantime. */
function order(draft: ConfigDraft, chosen: string, number: string | undefined, flags: BuyFlags): void {
  const { agent, addressSid, bundleSid, identitySid } = flags;
  const listed = new Set(Object.keys(draft.numbers()));
  if (draft.number(chosen) ?? earlierPurchase(draft.numbers(), listed, number, flags)) {
    throw new CommandError({
      code: "purchase_by_other",
      message: "Someone else has just written a purchase into the config",
      next: "Run this again to continue from there",
    });
  }
  draft.setNumber(chosen, { agent, purchase: true, addressSid, bundleSid, identitySid });
}

/**
 * Completes a purchase of an earlier run, after the same question. The provider looks for the number in the account
 * before it buys.
 */
async function finish(
  context: Context,
  opened: OpenedStack,
  account: TwilioAccount,
  number: string,
  owned: ReadonlySet<string>,
): Promise<Answer> {
  const price = owned.has(number) ? undefined : await priceOf(account, { phoneNumber: number, about: "" });
  await runUpAfter(undefined, context, opened, { undo: onThisStack(`arkenos numbers release ${number}`) });
  return answer(opened, number, opened.config.numbers[number]?.agent ?? "", price);
}

/** @param price what it costs, if it was bought */
function answer({ stack }: OpenedStack, number: string, agent: string, price: Price | undefined): Answer {
  const text = price
    ? `Bought ${number}; it is answered by ${agent}. ${priceText(price)}`
    : `Nothing was bought: ${number} is already in this stack and answered by ${agent}. To buy another number, search with --another.`;
  const bought = price !== undefined;
  return { data: { stack: stack.name, number, agent, bought, ...(price && { monthlyPrice: price }) }, text };
}

function question({ phoneNumber, about }: Candidate, agent: string, price: Price): string {
  return `Buy ${phoneNumber}${about && ` (${about})`} for ${agent}? ${priceText(price)}`;
}

function alreadyOwned(number: string, agent: string): CommandError {
  return new CommandError({
    code: "already_owned",
    message: `The account already owns ${number}; nothing was bought`,
    exitCode: ExitCode.usage,
    next: `Run ${onThisStack(`arkenos numbers assign ${number} --agent ${agent}`)}`,
  });
}
