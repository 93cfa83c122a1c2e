import type { Account, Trunk } from "./entities.js";
import { refused } from "./errors.js";
import type { TwilioStore } from "./store.js";

const SUFFIX = ".pstn.twilio.com";
const LABELS = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * Checks that a trunk of this account may use a termination domain; the registry is shared by all customers. `trunkSid`
 * is the requesting trunk, if it exists already.
 */
export function checkDomain(store: TwilioStore, account: Account, domainName: string, trunkSid?: string): void {
  const name = domainName.toLowerCase();
  const label = name.slice(0, -SUFFIX.length);
  // Our choice of code: 21245 is also Twilio's for other invalid URIs.
  if (!name.endsWith(SUFFIX) || !LABELS.test(label))
    throw refused(21245, `Domain name ${domainName} is not of the form {name}${SUFFIX}`);
  if (/^ac[0-9a-f]{32}$/.test(label) && label !== account.sid.toLowerCase())
    throw refused(21245, `Domain name ${domainName} is the SID of another account`);

  const holder = trunkWithDomain(store, name, trunkSid);
  if (holder?.accountSid === account.sid)
    throw refused(21245, `Domain name ${domainName} is already used by trunk ${holder.sid}`);
  if (holder || isReserved(store, name)) throw refused(21248, `Trunk domain name ${domainName} is already taken`);

  const parent = label.includes(".") ? name.slice(name.indexOf(".") + 1) : undefined;
  const parentAccount = parent && trunkWithDomain(store, parent)?.accountSid;
  if (parent && parentAccount !== account.sid && parentAccount !== account.ownerAccountSid)
    throw refused(21247, `Domain name ${domainName} needs ${parent} in the same account or its parent`);
}

/**
 * Releases a trunk's domain, because the trunk is deleted or gets another one. It stays blocked for the cool-down
 * (support article 51034176439707). That a rename blocks it too is our choice: the article mentions deletion.
 */
export function giveUpDomain(store: TwilioStore, trunk: Trunk): void {
  if (trunk.domainName === null) return;
  const name = trunk.domainName.toLowerCase();
  const child = store.trunks.all((other) => other.domainName?.toLowerCase().endsWith(`.${name}`) ?? false)[0];
  if (child) throw refused(21247, `Domain name ${trunk.domainName} has the sub-domain ${child.domainName}`);
  const until = store.clock.now();
  until.setUTCDate(until.getUTCDate() + store.cooldownDays);
  store.domains.insert({ domainName: name, until });
}

function trunkWithDomain(store: TwilioStore, name: string, except?: string): Trunk | undefined {
  return store.trunks.all((trunk) => trunk.domainName?.toLowerCase() === name && trunk.sid !== except)[0];
}

function isReserved(store: TwilioStore, name: string): boolean {
  const reserved = store.domains.get(name);
  return reserved !== undefined && (reserved.until === null || reserved.until > store.clock.now());
}
