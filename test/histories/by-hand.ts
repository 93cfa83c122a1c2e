import { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from "@livekit/protocol";
import { accountOf, type Clouds, type Place } from "./clouds.js";
import { numbersOf } from "./edits.js";
import type { HandMade } from "./history.js";

/** Makes a manual change in a place's consoles: `which` selects numbers, names and objects. */
export function doByHand(clouds: Clouds, place: Place, act: HandMade, which: number): void {
  const { store: livekit } = clouds.project(place);
  const { store: twilio } = clouds.twilio;
  const here = <T extends { readonly accountSid: string }>(all: readonly T[]) =>
    all.filter(({ accountSid }) => accountSid === accountOf(place));
  const number = numbersOf(place)[which % numbersOf(place).length] ?? "";
  const prefix = ["Arkenos", "Acme", "Globex"][which % 3] ?? "";
  const host = livekit.sipHost ?? "";
  switch (act) {
    case "LiveKit trunk with a number":
      return makeInboundTrunk(clouds, place, `Desk ${which}`, [number]);
    case "LiveKit trunk of our name":
      return makeInboundTrunk(clouds, place, `${prefix} Inbound`, [number]);
    case "LiveKit trunk for any number":
      return makeInboundTrunk(clouds, place, which % 2 === 0 ? `${prefix} Inbound` : `Desk ${which}`, []);
    case "Twilio trunk with a number":
      return makeTrunk(clouds, place, { friendlyName: `PBX ${which}`, number, host: "pbx.example.com" });
    case "Twilio trunk of our name":
      return makeTrunk(clouds, place, {
        friendlyName: `${prefix} Inbound`,
        number: which % 2 === 0 ? number : undefined,
        host: which % 4 < 2 ? host : "pbx.example.com",
      });
    case "credential list of our name":
      return makeCredentialList(clouds, place, `${prefix} LiveKit`, which % 2 === 0);
    case "delete a LiveKit trunk of a stack":
      return onOne(livekit.inboundTrunks.all(isMarked), which, ({ sipTrunkId }) => {
        livekit.inboundTrunks.delete(sipTrunkId);
      });
    case "delete a rule of a stack":
      return onOne(livekit.dispatchRules.all(), which, ({ sipDispatchRuleId }) => {
        livekit.dispatchRules.delete(sipDispatchRuleId);
      });
    case "delete a Twilio trunk of a stack":
      return onOne(here(twilio.trunks.all(isDerived)), which, ({ sid }) => deleteTrunk(clouds, sid));
    case "delete an origination URL of a stack":
      return onOne(here(twilio.originationUrls.all()), which, ({ sid }) => void twilio.originationUrls.delete(sid));
    case "rename a trunk of a stack":
      return onOne(here(twilio.trunks.all(isDerived)), which, ({ sid }) => {
        twilio.trunks.patch(sid, { friendlyName: `Renamed ${which}` });
      });
    case "take a number of a stack off its trunk":
      return onOne(here(twilio.numbers.all(({ trunkSid }) => trunkSid !== null)), which, ({ sid }) => {
        twilio.numbers.patch(sid, { trunkSid: null });
      });
    case "TwiML application on a number":
      return onOne(here(twilio.numbers.all()), which, ({ sid }) => {
        twilio.numbers.patch(sid, { voiceApplicationSid: twilio.entity("AP", accountOf(place)).sid, trunkSid: null });
      });
    case "second origination URL on a trunk of a stack":
      return onOne(here(twilio.trunks.all(isDerived)), which, (trunk) => {
        addUrl(clouds, trunk.sid, trunk.accountSid, "pbx.example.com");
      });
  }
}

/** Deletes a trunk as the console does: its numbers stay in the account. */
export function deleteTrunk({ twilio: { store } }: Clouds, sid: string): void {
  for (const number of store.numbers.all(({ trunkSid }) => trunkSid === sid))
    store.numbers.patch(number.sid, { trunkSid: null });
  for (const url of store.originationUrls.all(({ trunkSid }) => trunkSid === sid))
    store.originationUrls.delete(url.sid);
  for (const list of store.trunkCredentialLists.all(({ trunkSid }) => trunkSid === sid))
    store.trunkCredentialLists.delete(list.id);
  store.trunks.delete(sid);
}

/** LiveKit's dashboard too refuses a second trunk for a number, or for any number. */
function makeInboundTrunk(clouds: Clouds, place: Place, name: string, wanted: readonly string[]): void {
  const { store } = clouds.project(place);
  const isTaken = (numbers: readonly string[]) =>
    wanted.length === 0 ? numbers.length === 0 : wanted.some((number) => numbers.includes(number));
  if (store.inboundTrunks.all(({ numbers }) => isTaken(numbers)).length > 0) return;
  const sipTrunkId = store.ids.next("ST");
  store.inboundTrunks.insert(new SIPInboundTrunkInfo({ sipTrunkId, name, numbers: [...wanted] }));
  store.dispatchRules.insert(
    new SIPDispatchRuleInfo({
      ...{ sipDispatchRuleId: store.ids.next("SDR"), name, trunkIds: [sipTrunkId] },
      rule: { rule: { case: "dispatchRuleIndividual", value: { roomPrefix: "desk" } } },
    }),
  );
}

function makeTrunk(
  clouds: Clouds,
  place: Place,
  wanted: { readonly friendlyName: string; readonly number?: string | undefined; readonly host: string },
): void {
  const { store } = clouds.twilio;
  const { friendlyName, number, host } = wanted;
  const entity = store.entity("TK", accountOf(place));
  store.trunks.insert({
    ...{ ...entity, friendlyName, domainName: `hand-made-${entity.sid.slice(-4)}.pstn.twilio.com` },
    ...{ disasterRecoveryUrl: null, disasterRecoveryMethod: "POST", transferMode: "disable-all" },
    ...{ transferCallerId: "from-transferee", secure: false, cnamLookupEnabled: false, symmetricRtpEnabled: false },
    recording: { mode: "do-not-record", trim: "do-not-trim" },
  });
  addUrl(clouds, entity.sid, entity.accountSid, host);
  const [owned] = store.numbers.all(
    (each) => each.phoneNumber === number && each.accountSid === entity.accountSid && each.trunkSid === null,
  );
  if (owned) store.numbers.patch(owned.sid, { trunkSid: entity.sid });
}

function makeCredentialList(clouds: Clouds, place: Place, friendlyName: string, isUsed: boolean): void {
  const { store } = clouds.twilio;
  const account = accountOf(place);
  const twins = store.credentialLists.all((list) => list.accountSid === account && list.friendlyName === friendlyName);
  if (twins.length > 0) return;
  const list = store.credentialLists.insert({ ...store.entity("CL", account), friendlyName });
  if (!isUsed) return;
  store.credentials.insert({
    ...store.entity("CR", account),
    ...{ credentialListSid: list.sid, username: "pbx", passwordDigest: "unknown" },
  });
}

function addUrl({ twilio: { store } }: Clouds, trunkSid: string, accountSid: string, host: string): void {
  store.originationUrls.insert({
    ...store.entity("OU", accountSid),
    ...{
      trunkSid,
      friendlyName: "By hand",
      sipUrl: `sip:${host};transport=tcp`,
      priority: 1,
      weight: 1,
      enabled: true,
    },
  });
}

function onOne<T>(all: readonly T[], which: number, act: (one: T) => void): void {
  const one = all[which % Math.max(1, all.length)];
  if (one !== undefined) act(one);
}

const isMarked = ({ metadata }: { readonly metadata: string }) => metadata.includes('"owner"');
const isDerived = ({ domainName }: { readonly domainName: string | null }) => /^arkenos-/.test(domainName ?? "");
