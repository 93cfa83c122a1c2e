import type { TwilioAccount } from "@arkenos/provider/clouds";
import type { Needs } from "./needs.js";
import type { ObservedTwilio, SeenCountry } from "./observed.js";
import { reading } from "./reading.js";

/** The page that is read of alerts and of calls: the newest. */
const NEWEST = { limit: 1000, pageSize: 1000 };

type History = Pick<ObservedTwilio, "callerIds" | "geo" | "alerts" | "calls">;

/** Reads what only some checks need, whatever of it may be read. */
export async function observeHistory({ api }: TwilioAccount, needs: Needs): Promise<History> {
  const [callerIds, geo, alerts, calls] = await Promise.all([
    needs.callerIds ? reading(async () => ({ numbers: await callerIdsOf(api) })) : undefined,
    needs.countries ? reading(async () => ({ countries: await countriesOf(api, needs.countries ?? []) })) : undefined,
    needs.alertsSince ? reading(async () => ({ entries: await alertsOf(api, needs.alertsSince) })) : undefined,
    needs.calls ? reading(async () => ({ entries: await callsOf(api) })) : undefined,
  ]);
  return { ...(callerIds && { callerIds }), ...(geo && { geo }), ...(alerts && { alerts }), ...(calls && { calls }) };
}

type Api = TwilioAccount["api"];

async function callerIdsOf(api: Api) {
  const list = await api.outgoingCallerIds.list({ pageSize: 1000 });
  return list.map(({ phoneNumber }) => phoneNumber);
}

async function countriesOf(api: Api, codes: readonly string[]): Promise<Record<string, SeenCountry>> {
  const countries = await Promise.all(
    codes.map(async (code): Promise<[string, SeenCountry]> => {
      const { name, lowRiskNumbersEnabled } = await api.voice.v1.dialingPermissions.countries(code).fetch();
      return [code, { name, lowRiskNumbersEnabled }];
    }),
  );
  return Object.fromEntries(countries);
}

async function alertsOf(api: Api, startDate: Date | undefined) {
  const list = await api.monitor.v1.alerts.list({ ...(startDate && { startDate }), ...NEWEST });
  return list.map(({ errorCode, alertText }) => ({ code: errorCode, text: alertText }));
}

async function callsOf(api: Api) {
  const list = await api.calls.list(NEWEST);
  return list.map(({ to, from, trunkSid, status }) => ({ to, from, trunkSid: trunkSid ?? "", status }));
}
