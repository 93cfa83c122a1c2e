import { isE164 } from "@arkenos/provider";
import { ProviderError, searchProp, type Session, twilio } from "@arkenos/provider/clouds";
import type { EngineStack } from "../../engine/stack.js";
import type { Step } from "../../engine/step.js";
import { type Price, priceOf, priceText } from "../numbers/price.js";
import type { Context } from "../stack/context.js";
import { sessionOf } from "../stack/session.js";
import { isNumber } from "./outcome-text.js";
import type { Planned } from "./planned.js";

/**
 * What a plan buys and releases, a sentence for each number, with Twilio's prices. A number that the account owns is not
 * bought, and a plan with a cloud that could not be read is not applied.
 *
 * @param agreed the number that the person has already agreed to buy or release
 */
export async function numberChanges(
  { io }: Context,
  stack: EngineStack,
  { steps, unreadable }: Pick<Planned, "steps" | "unreadable">,
  agreed?: string,
): Promise<string[]> {
  if (unreadable.length > 0) return [];
  const numbers = steps.filter((step) => isNumber(step) && step.props.phoneNumber !== agreed);
  const added = numbers.filter(({ op }) => op === "create" || op === "replace");
  const released = numbers.flatMap(({ op, props, outputs }) => {
    const leaving = op === "delete" ? props : op === "replace" ? outputs : {};
    return leaving.release === true ? [String(leaving.phoneNumber)] : [];
  });
  return [
    ...(added.length === 0 ? [] : await purchases(sessionOf(await stack.config(), io.env), added)),
    ...released.map((number) => `${number} will be released to Twilio permanently and may be sold to others.`),
  ];
}

/** How many purchases are shown with their prices, because each takes several calls to Twilio. */
const PRICED = 10;

async function purchases(session: Session, steps: readonly Step[]): Promise<string[]> {
  // An account that cannot be read counts as one that owns nothing.
  const account = await session.client(twilio).catch(ifUnreadable);
  const owned = (await account?.numbers.all().catch(ifUnreadable)) ?? [];
  const bought = steps.filter(({ props }) => !owned.some(({ phoneNumber }) => phoneNumber === props.phoneNumber));
  const priced = await Promise.all(
    bought.slice(0, PRICED).map(async ({ props, name }) => {
      const number = isE164(String(props.phoneNumber)) ? String(props.phoneNumber) : "";
      const kind = searchProp.safeParse(props.search).data;
      const price: Price = account
        ? await priceOf(account, { phoneNumber: number, about: "", ...(kind && { kind }) })
        : { unknown: "the Twilio settings are incomplete" };
      return `${number || `A number for ${name}`} will be bought. ${priceText(price)}`;
    }),
  );
  const more = bought.length - priced.length;
  return more > 0 ? [...priced, `${more} more will be bought. Twilio bills each of them monthly.`] : priced;
}

function ifUnreadable(error: unknown): undefined {
  if (!(error instanceof ProviderError)) throw error;
}
