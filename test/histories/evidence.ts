import { createHash } from "node:crypto";
import type { LiveKitStore, TwilioStore } from "@arkenos/emulator";
import { type Change, keyOf } from "./change.js";
import type { Clouds } from "./clouds.js";
import { type Config, topologyArgs } from "./config.js";
import type { Ledger } from "./ledger.js";
import { SPARE_TRUNKS } from "./spare-trunks.js";
import type { Stack } from "./stack.js";

type Twilio = Pick<TwilioStore, "numbers" | "originationUrls" | "trunkCredentialLists" | "credentials">;
type Item<Shelf extends "trunks" | "originationUrls" | "credentialLists" | "credentials"> = ReturnType<
  TwilioStore[Shelf]["all"]
>[number];
type LiveKitItem<Shelf extends "inboundTrunks" | "dispatchRules"> = ReturnType<LiveKitStore[Shelf]["all"]>[number];

/** Whether a stack may adopt an object that is not in its state: it is provably its own, or `adopt` allows it. */
export function mayTake(stack: Stack, { shelf, id, before }: Change, clouds: Clouds, ledger: Ledger): boolean {
  const twilio = clouds.twilio.store;
  const [cloud = "", kind] = shelf.split(".");
  const holds = (name: string, id: string) => ledger.has(keyOf({ shelf: `${cloud}.${name}`, id }), stack.actor);
  const isMeant = Object.values(stack.config.adoptIds ?? {}).includes(id);
  switch (kind) {
    case "inboundTrunks":
    case "outboundTrunks":
      return isOurLine(stack, kind, before as LiveKitItem<"inboundTrunks">, isMeant);
    case "dispatchRules": {
      const { trunkIds } = before as LiveKitItem<"dispatchRules">;
      // A rule does not serve anyone through a deleted trunk.
      const isGone = (id: string) => clouds.shelf(`${cloud}.inboundTrunks`)?.get(id) === undefined;
      return trunkIds.length > 0 && trunkIds.every((id) => holds("inboundTrunks", id) || (isMeant && isGone(id)));
    }
    case "trunks":
      return isOurTrunk(stack, before as Item<"trunks">, clouds, isMeant);
    case "originationUrls":
    case "trunkCredentialLists":
      return holds("trunks", (before as Item<"originationUrls">).trunkSid);
    case "credentialLists": {
      const list = before as Item<"credentialLists">;
      const { adopt, namePrefix } = stack.config;
      const isNamed = isMeant || (adopt === "by-name" && list.friendlyName === `${namePrefix} LiveKit`);
      return isOurList(list, twilio, (trunkSid) => holds("trunks", trunkSid), isNamed);
    }
    case "credentials":
      return holds("credentialLists", (before as Item<"credentials">).credentialListSid);
    default:
      return false;
  }
}

/**
 * Whether LiveKit may call through a credential, its list, or the attachment of that: two lists with one user are
 * indistinguishable.
 */
export function mayBeCalledThrough(clouds: Clouds, key: string): boolean {
  const { store } = clouds.twilio;
  const [, kind = "", id = ""] = /^twilio\.(\w+)\/(.*)$/.exec(key) ?? [];
  const listSid = kind === "credentials" ? store.credentials.get(id)?.credentialListSid : id.slice(id.indexOf("/") + 1);
  if (!/^(credentials|credentialLists|trunkCredentialLists)$/.test(kind)) return false;
  const trunks = store.trunkCredentialLists.all(({ sid }) => sid === listSid).map(({ trunkSid }) => trunkSid);
  const domains = store.trunks.all(({ sid }) => trunks.includes(sid)).map(({ domainName }) => domainName ?? "");
  const users = store.credentials.all(({ credentialListSid }) => credentialListSid === listSid);
  const callers = clouds.projects.flatMap(({ parts }) => parts.store.outboundTrunks.all());
  return callers.some(
    ({ address, authUsername }) => domains.includes(address) && users.some(({ username }) => username === authUsername),
  );
}

/** A LiveKit trunk: the marker names this resource, or the name is ours; and it carries nothing of other owners. */
function isOurLine({ config }: Stack, kind: string, trunk: LiveKitItem<"inboundTrunks">, isMeant: boolean): boolean {
  const [resource, name] = kind === "inboundTrunks" ? ["inbound", "Inbound"] : ["outbound", "Outbound"];
  const marker = /"owner":"([^"]*)"/.exec(trunk.metadata)?.[1];
  const isMarked = marker === `${config.project}/${config.stack}/${config.topology}-${resource}`;
  const isNamed = config.adopt === "by-name" && trunk.name === `${config.namePrefix} ${name}`;
  const isAdopted = marker === undefined && (isMeant || isNamed);
  // A trunk without numbers answers any number: only an id takes it from the others.
  const isOpen = trunk.numbers.length === 0 && Object.keys(config.numbers).length > 0;
  if (isOpen && !isMarked && !isMeant) return false;
  return (isMarked || isAdopted) && trunk.numbers.every((number) => number in config.numbers);
}

/**
 * A Twilio trunk: the domain is derived or dialed by our own outbound trunk, or the name is ours; and it carries
 * nothing of other owners.
 */
function isOurTrunk({ config }: Stack, trunk: Item<"trunks">, clouds: Clouds, isMeant: boolean): boolean {
  const twilio = clouds.twilio.store;
  const callers = clouds
    .project(config.place)
    .store.outboundTrunks.all()
    .filter(({ address }) => address === trunk.domainName);
  const callersOwners = callers.flatMap(({ metadata }) => /"owner":"([^"]*)"/.exec(metadata)?.[1] ?? []);
  const ours = `${config.project}/${config.stack}/`;
  if (callersOwners.some((owner) => !owner.startsWith(ours))) return false;
  const isDialed = callersOwners.some((owner) => owner === `${ours}${config.topology}-outbound`);
  const isDerived = derivedFor(config, trunk.domainName) !== undefined || isDialed;
  const isDerivedForOther = !isDerived && /^arkenos-[0-9a-f]{10}/.test(trunk.domainName ?? "");
  const isNamed = config.adopt === "by-name" && trunk.friendlyName === `${config.namePrefix} Inbound`;
  const isAdopted = !isDerivedForOther && (isMeant || isNamed);
  const { sipDomain } = topologyArgs(config);
  const urls = twilio.originationUrls.all(({ trunkSid }) => trunkSid === trunk.sid);
  const numbers = twilio.numbers.all(({ trunkSid }) => trunkSid === trunk.sid);
  return (
    (isDerived || isAdopted) &&
    urls.every(({ sipUrl }) => sipUrl.includes(sipDomain)) &&
    numbers.every(({ phoneNumber }) => phoneNumber in config.numbers)
  );
}

/** The stack's resource from which a trunk's domain is derived. */
export function derivedFor({ project, stack, topology }: Config, domainName: string | null): string | undefined {
  return [`${topology}-trunk`, ...SPARE_TRUNKS].find((resource) => {
    const hash = createHash("sha256").update(`${project}/${stack}/${resource}`).digest("hex");
    return new RegExp(`^arkenos-${hash.slice(0, 10)}(-\\d+)?\\.pstn\\.twilio\\.com$`).test(domainName ?? "");
  });
}

/** Whether an object is a spare trunk of the stack, or on one. */
export function isOfSpareTrunk({ config }: Stack, id: string, object: object, { twilio }: Clouds): boolean {
  const { trunkSid = id } = object as { readonly trunkSid?: string };
  const { domainName = null } = twilio.store.trunks.get(trunkSid) ?? {};
  return SPARE_TRUNKS.includes(derivedFor(config, domainName) ?? "");
}

/** A credential list: attached only to our trunk, or to none and empty; every entry is ours. */
function isOurList(
  list: Item<"credentialLists">,
  twilio: Twilio,
  isOurs: (trunkSid: string) => boolean,
  isMeant: boolean,
): boolean {
  const attachments = twilio.trunkCredentialLists.all(({ sid }) => sid === list.sid);
  const entries = twilio.credentials.all(({ credentialListSid }) => credentialListSid === list.sid);
  if (attachments.length === 0 && !isMeant) return entries.length === 0;
  return (
    attachments.every(({ trunkSid }) => isOurs(trunkSid)) &&
    entries.every(({ username }) => /^livekit(-|$)/.test(username))
  );
}
