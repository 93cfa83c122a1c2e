import { giveUpDomain } from "./domains.js";
import { refused } from "./errors.js";
import type { TwilioStore } from "./store.js";

/**
 * Deletes a trunk as the API and the Console do: its numbers are disassociated, not released. That its origination URLs
 * and attachments are deleted too is our choice; projects that delete the trunk first rely on it.
 */
export function deleteTrunk(store: TwilioStore, sid: string): void {
  const trunk = store.trunks.get(sid);
  if (!trunk) return;
  const numbers = store.numbers.all((number) => number.trunkSid === sid);
  if (numbers.some((number) => number.emergencyStatus === "Active"))
    throw refused(21634, `Trunk ${sid} is in use for emergency calling`);
  giveUpDomain(store, trunk);
  for (const number of numbers) store.numbers.patch(number.sid, { trunkSid: null, dateUpdated: store.clock.tick() });
  for (const url of store.originationUrls.all((url) => url.trunkSid === sid)) store.originationUrls.delete(url.sid);
  for (const lists of [store.trunkCredentialLists, store.trunkIpAccessControlLists])
    for (const list of lists.all((list) => list.trunkSid === sid)) lists.delete(list.id);
  store.trunks.delete(sid);
}
