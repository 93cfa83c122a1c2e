import { alerts, dialingPermissions, type TwilioAccount } from "@arkenos/provider/clouds";
import type { Needs } from "./needs.js";
import type { ObservedTwilio, SeenCountry } from "./observed.js";
import { reading } from "./reading.js";

/** The newest page of alerts or calls. The SDK adds callbacks to the options of a list, so copy them. */
const NEWEST = { limit: 1000, pageSize: 1000 };

type History = Pick<ObservedTwilio, "callerIds" | "geo" | "alerts" | "calls">;

/** Reads what only some checks need, as far as the credentials allow. */
export async function observeHistory(account: TwilioAccount, needs: Needs): Promise<History> {
  const { callerIds, countries, alertsSince, calls } = needs;
  const [seenCallerIds, geo, seenAlerts, seenCalls] = await Promise.all([
    callerIds ? reading(async () => ({ numbers: await callerIdsOf(account) })) : undefined,
    countries ? reading(async () => ({ countries: await countriesOf(account, countries) })) : undefined,
    alertsSince ? reading(async () => ({ entries: await alertsOf(account, alertsSince) })) : undefined,
    calls ? reading(async () => ({ entries: await callsOf(account) })) : undefined,
  ]);
  return {
    ...(seenCallerIds && { callerIds: seenCallerIds }),
    ...(geo && { geo }),
    ...(seenAlerts && { alerts: seenAlerts }),
    ...(seenCalls && { calls: seenCalls }),
  };
}

async function callerIdsOf({ api }: TwilioAccount) {
  const list = await api.outgoingCallerIds.list({ pageSize: 1000 });
  return list.map(({ phoneNumber }) => phoneNumber);
}

async function countriesOf(account: TwilioAccount, codes: readonly string[]): Promise<Record<string, SeenCountry>> {
  const countries = await Promise.all(
    codes.map(async (code): Promise<[string, SeenCountry]> => {
      const { name, lowRiskNumbersEnabled } = await dialingPermissions(account).countries(code).fetch();
      return [code, { name, lowRiskNumbersEnabled }];
    }),
  );
  return Object.fromEntries(countries);
}

async function alertsOf(account: TwilioAccount, startDate: Date) {
  const list = await alerts(account).list({ startDate, ...NEWEST });
  return list.map(({ errorCode, alertText }) => ({ code: errorCode, text: alertText }));
}

async function callsOf({ api }: TwilioAccount) {
  const list = await api.calls.list({ ...NEWEST });
  return list.map(({ to, from, trunkSid, status }) => ({ to, from, trunkSid: trunkSid ?? "", status }));
}
