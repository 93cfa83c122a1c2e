import type Client from "twilio/lib/rest/Twilio.js";

const exotic = (["Voip", "SharedCost", "MachineToMachine"] as const).map((type, index) => ({
  phoneNumber: `+38344${index}00000`,
  isoCountry: "XK",
  type,
}));
/** Numbers that a tour needs besides the usual ones. */
export const forTour = [...exotic, { phoneNumber: "+46725550200", addressRequirements: "none" } as const];

const MISSING = "0".repeat(32);

/** Calls every operation that the emulator imitates with the official client, and a few that it refuses. */
export async function tour(client: Client): Promise<void> {
  const trunk = await tourTrunks(client);
  await tourCredentialLists(client, trunk);
  await tourIpAccessControlLists(client, trunk);
  await tourNumbers(client, trunk);
  await tourSearch(client);
  await tourAccount(client);
  await client.trunking.v1.trunks(trunk).remove();
}

/** The account's permissions and its log. */
async function tourAccount(client: Client): Promise<void> {
  await client.api.v2010.accounts(client.accountSid ?? "").fetch();
  await client.outgoingCallerIds.list();
  await client.calls.list({ to: "+15105550100" });
  await client.monitor.v1.alerts.list({ logLevel: "error", startDate: new Date(0) });
  await client.voice.v1.dialingPermissions.countries("US").fetch();
  await client.voice.v1.dialingPermissions.countries.list({ countryCode: "44" });
  await client.pricing.v1.phoneNumbers.countries("US").fetch();
  await client.pricing.v1.phoneNumbers.countries.list();
  await refused(
    client.voice.v1.dialingPermissions.countries("XX").fetch(),
    client.pricing.v1.phoneNumbers.countries("XX").fetch(),
  );
}

async function tourTrunks({ trunking }: Client): Promise<string> {
  const { trunks } = trunking.v1;
  const { sid } = await trunks.create({
    friendlyName: "Arkenos Inbound",
    domainName: "tour.pstn.twilio.com",
    secure: true,
  });
  await trunks.create({});
  await trunks.list({ pageSize: 1 });
  await trunks(sid).update({
    transferMode: "enable-all",
    disasterRecoveryUrl: "https://example.com/recovery",
    cnamLookupEnabled: true,
  });
  await trunks(sid).recordings().update({ mode: "record-from-ringing", trim: "trim-silence" });
  await trunks(sid).recordings().fetch();
  await trunks(sid).fetch();

  const urls = trunks(sid).originationUrls;
  const url = { friendlyName: "LiveKit", sipUrl: "sip:abc.sip.livekit.cloud", weight: 1, priority: 1, enabled: true };
  for (const priority of [1, 2, 3]) await urls.create({ ...url, priority });
  const [first] = await urls.list({ pageSize: 2 });
  await urls(first?.sid ?? "").update({ enabled: false });
  await urls(first?.sid ?? "").fetch();
  await urls(first?.sid ?? "").remove();

  await refused(
    trunks.create({ domainName: "tour.pstn.twilio.com" }),
    trunks(`TK${MISSING}`).fetch(),
    urls.create({ ...url, sipUrl: "sips:x" }),
  );
  return sid;
}

async function tourCredentialLists({ api, trunking }: Client, trunk: string): Promise<void> {
  const lists = api.v2010.account.sip.credentialLists;
  const attached = trunking.v1.trunks(trunk).credentialsLists;
  const { sid } = await lists.create({ friendlyName: "Arkenos LiveKit" });
  await lists(sid).update({ friendlyName: "Arkenos LiveKit 2" });
  await lists(sid).fetch();
  await lists.list();
  await attached.create({ credentialListSid: sid });
  await attached(sid).fetch();
  await attached.list();

  const { credentials } = lists(sid);
  const credential = await credentials.create({ username: "livekit", password: "IWasAtSignal2018" });
  await credentials.create({ username: "livekit2", password: "IWasAtSignal2018" });
  await credentials(credential.sid).update({ password: "IWasAtSignal2026" });
  await credentials(credential.sid).fetch();
  await credentials.list({ pageSize: 1 });
  await refused(
    credentials.create({ username: "weak", password: "weak" }),
    attached.create({ credentialListSid: sid }),
    lists(sid).remove(),
  );

  await credentials(credential.sid).remove();
  await attached(sid).remove();
  await lists(sid).remove();
}

async function tourIpAccessControlLists({ api, trunking }: Client, trunk: string): Promise<void> {
  const lists = api.v2010.account.sip.ipAccessControlLists;
  const attached = trunking.v1.trunks(trunk).ipAccessControlLists;
  const { sid } = await lists.create({ friendlyName: "LiveKit" });
  await lists(sid).update({ friendlyName: "LiveKit Cloud" });
  await lists(sid).fetch();
  await lists.list();
  await attached.create({ ipAccessControlListSid: sid });
  await attached(sid).fetch();
  await attached.list();
  await trunking.v1.trunks(trunk).fetch();

  const { ipAddresses } = lists(sid);
  const address = await ipAddresses.create({ friendlyName: "media", ipAddress: "192.0.2.1" });
  await ipAddresses(address.sid).update({ cidrPrefixLength: 30 });
  await ipAddresses(address.sid).fetch();
  await ipAddresses.list();
  await refused(ipAddresses.create({ friendlyName: "media", ipAddress: "192.0.2.1" }), lists(sid).remove());

  await ipAddresses(address.sid).remove();
  await attached(sid).remove();
  await lists(sid).remove();
}

async function tourNumbers(client: Client, trunk: string): Promise<void> {
  const numbers = client.incomingPhoneNumbers;
  const onTrunk = client.trunking.v1.trunks(trunk).phoneNumbers;
  const local = await numbers.create({ phoneNumber: "+15105550200", trunkSid: trunk });
  await numbers.create({ areaCode: "808" });
  await numbers.local.create({ phoneNumber: "+15105550201", friendlyName: "Reception" });
  await numbers.mobile.create({ phoneNumber: "+46725550200" });
  await numbers.tollFree.create({ phoneNumber: "+18005550200", voiceUrl: "https://example.com/voice" });
  await numbers(local.sid).update({
    voiceApplicationSid: `AP${MISSING}`,
    addressSid: `AD${MISSING}`,
    emergencyAddressSid: "",
  });
  await numbers(local.sid).fetch();
  await numbers.list({ phoneNumber: "+1510", pageSize: 1 });
  await numbers.local.list();
  await numbers.mobile.list();
  await numbers.tollFree.list();

  await onTrunk.create({ phoneNumberSid: local.sid });
  await onTrunk(local.sid).fetch();
  await onTrunk.list();
  await onTrunk(local.sid).remove();
  await numbers(local.sid).remove();
  await refused(numbers.create({ phoneNumber: "+15105550200" }), numbers(local.sid).fetch(), client.keys.list());
}

async function tourSearch({ availablePhoneNumbers }: Client): Promise<void> {
  await availablePhoneNumbers.list();
  await availablePhoneNumbers("GB").fetch();
  await availablePhoneNumbers("US").local.list({ areaCode: 510, contains: "510555", voiceEnabled: true });
  await availablePhoneNumbers("US").tollFree.list();
  await availablePhoneNumbers("GB").mobile.list({ excludeLocalAddressRequired: true });
  await availablePhoneNumbers("GB").national.list();
  await availablePhoneNumbers("XK").voip.list();
  await availablePhoneNumbers("XK").sharedCost.list();
  await availablePhoneNumbers("XK").machineToMachine.list();
  await refused(availablePhoneNumbers("US").mobile.list(), availablePhoneNumbers("FR").local.list());
}

async function refused(...calls: Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(calls))
    if (outcome.status === "fulfilled") throw new Error("a call was not refused");
}
