import type { OutgoingCall, SipAnswer } from "../livekit/store.js";
import type { TwilioStore } from "../twilio/store.js";

const ANSWERED: SipAnswer = { status: 200, reason: "OK" };

/** Twilio's answer to an outbound call before any phone rings: by trunk, credentials, caller ID and country. */
export function throughTermination(store: TwilioStore, call: OutgoingCall): SipAnswer {
  const trunk = store.trunks.all().find(({ domainName }) => domainName === call.address.toLowerCase());
  if (!trunk) return { status: 404, reason: "Not Found" };
  const lists = store.trunkCredentialLists.all(({ trunkSid }) => trunkSid === trunk.sid).map(({ sid }) => sid);
  if (lists.length === 0) return { status: 403, reason: "Forbidden" };
  const isKnown = store.credentials
    .all(({ credentialListSid }) => lists.includes(credentialListSid))
    .some(({ username }) => username === call.authUsername);
  if (!isKnown || !store.verifyPassword(call.authUsername, call.authPassword)) {
    return { status: 403, reason: "Forbidden" };
  }
  const mayShow = [...store.numbers.all(), ...store.callerIds.all()].some(
    ({ phoneNumber }) => phoneNumber === call.from,
  );
  if (!mayShow) return { status: 403, reason: "Invalid Caller ID" };
  const country = store.dialingPermissions
    .all()
    .find(({ countryCodes }) => countryCodes.some((code) => call.to.startsWith(code)));
  if (country?.lowRiskNumbersEnabled !== true) return { status: 403, reason: "No International Authorization" };
  return ANSWERED;
}
