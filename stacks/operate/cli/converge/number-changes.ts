import { isE164 } from "@arkenos/provider";
import { ProviderError, searchProp, twilio } from "@arkenos/provider/clouds";
import { releaseText } from "../numbers/twilio-release.js";
import { type Price, priceOf, priceText } from "../numbers/price.js";
import { isNumber, releasedIn } from "./outcome-text.js";
import type { Planned } from "./planned.js";

/** What is known of a plan that may buy or release numbers. */
type Plan = Pick<Planned, "steps" | "unreadable" | "session">;

/** How many purchases are shown with their prices, because each takes several calls to Twilio. */
const PRICED = 10;

/**
 * What a plan buys, a sentence for each number, with Twilio's price. A number that the account owns is not bought, and a
 * plan with a cloud that could not be read is not applied.
 *
 * @param agreed the number that the person has already agreed to buy
 */
export async function purchases({ steps, unreadable, session }: Plan, agreed?: string): Promise<string[]> {
  const isAdded = ({ op }: Plan["steps"][number]) => op === "create" || op === "replace";
  const isAgreed = ({ props }: Plan["steps"][number]) => agreed !== undefined && props.phoneNumber === agreed;
  const added = steps.filter((step) => isNumber(step) && isAdded(step) && !isAgreed(step));
  if (session === undefined || unreadable.length > 0 || added.length === 0) return [];
  // An account that cannot be read counts as one that owns nothing.
  const account = await session.client(twilio).catch(ifUnreadable);
  const owned = new Set<unknown>((await account?.numbers.all().catch(ifUnreadable))?.map((one) => one.phoneNumber));
  const bought = added.filter(({ props }) => !owned.has(props.phoneNumber));
  const priced = await Promise.all(
    bought.slice(0, PRICED).map(async ({ props, name }) => {
      const number = isE164(String(props.phoneNumber)) ? String(props.phoneNumber) : "";
      const kind = searchProp.safeParse(props.search).data;
      const price: Price = account
        ? await priceOf(account, { phoneNumber: number, about: "", ...(kind && { kind }) })
        : { unknown: "the Twilio settings are incomplete" };
      const what = number ? `${number} will be bought` : `${name} will buy a number that matches its search`;
      return `${what}. ${priceText(price)}`;
    }),
  );
  const more = bought.length - priced.length;
  return more > 0
    ? [...priced, `${more} more ${more === 1 ? "number" : "numbers"} will be bought. Twilio bills each one monthly.`]
    : priced;
}

/** What a plan releases, a sentence for each number. @param agreed the number that the person has already agreed to release */
export function releases({ steps, unreadable }: Plan, agreed?: string): string[] {
  if (unreadable.length > 0) return [];
  const released = releasedIn(steps).filter((number) => number !== agreed);
  return released.map((number) => `${releaseText(number)}.`);
}

function ifUnreadable(error: unknown): undefined {
  if (!(error instanceof ProviderError)) throw error;
}
