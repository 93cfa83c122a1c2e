import { type Session, twilio } from "@arkenos/provider/clouds";
import { observe } from "../observe/observe.js";
import type { ObservedLiveKit, ObservedTwilio, Unreadable } from "../observe/observed.js";
import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import { isTerminationHost } from "@arkenos/provider/values/termination-host";
import type { Kind } from "./kinds.js";

/** Everything in both accounts that may be part of a topology. */
export interface Inventory {
  readonly livekit: ObservedLiveKit;
  readonly twilio: ObservedTwilio;
}

/** An object that may be imported. */
export interface Found {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  /** The owner in its marker, `project/stack/resource`. */
  readonly owner?: string;
  /** Why it matches, if there was a search for it. */
  readonly reason?: string;
}

/** Reads both accounts. If a cloud cannot be read, returns the first problem. Changes nothing. */
export async function readInventory(session: Session): Promise<Inventory | Unreadable> {
  const account = await session.client(twilio);
  const trunkSids = (await account.trunks.all()).map(({ sid }) => sid);
  const observed = await observe(session, { trunkSids, trunkName: "", numbers: [] });
  if (!observed.livekit.readable) return observed.livekit.problem;
  if (!observed.twilio.readable) return observed.twilio.problem;
  return { livekit: observed.livekit, twilio: observed.twilio };
}

/** The objects of a kind, each with its owner. */
export function foundOf({ livekit, twilio }: Inventory, kind: Kind): Found[] {
  const found = (
    { id, props }: { id: string; props: { name?: string; friendlyName?: string } },
    owner?: string,
  ): Found => ({
    ...{ kind, id, name: props.name ?? props.friendlyName ?? "" },
    ...(owner !== undefined && { owner }),
  });
  if (kind === "inboundTrunk") return livekit.inboundTrunks.map((trunk) => found(trunk, trunk.props.owner));
  if (kind === "outboundTrunk") return livekit.outboundTrunks.map((trunk) => found(trunk, trunk.props.owner));
  if (kind === "dispatchRule")
    return livekit.dispatchRules.map((rule) => found(rule, ownerOfRule({ livekit, twilio }, rule.props.trunkIds)));
  if (kind === "elasticTrunk")
    return twilio.trunks.map((trunk) => found(trunk, ownerOfTrunk({ livekit, twilio }, trunk.id)));
  return twilio.credentialLists.map((list) => {
    const [trunk] = trunksWithList({ livekit, twilio }, list.id);
    return found(list, trunk && ownerOfTrunk({ livekit, twilio }, trunk));
  });
}

/** Numbers of the account that are on a Twilio trunk. */
export function numbersOn({ twilio }: Inventory, trunkSid: string): string[] {
  return twilio.numbers.filter((number) => number.trunkSid === trunkSid).map(({ phoneNumber }) => phoneNumber);
}

/** LiveKit inbound trunks that list one of these numbers. */
export function answering({ livekit }: Inventory, numbers: readonly string[]): ObservedLiveKit["inboundTrunks"] {
  const wanted = new Set(numbers);
  return livekit.inboundTrunks.filter(({ props }) =>
    props.numbers?.some((number) => wanted.has(normalizeNumber(number))),
  );
}

/** Twilio trunks to which a credential list is attached. */
export function trunksWithList({ twilio }: Inventory, listSid: string): string[] {
  return twilio.trunks.filter(({ children }) => children?.credentialLists.includes(listSid)).map(({ id }) => id);
}

/** The owner of a dispatch rule. A rule carries no marker, so its owner is that of its trunks. */
function ownerOfRule({ livekit }: Inventory, trunkIds: readonly string[] = []): string | undefined {
  return livekit.inboundTrunks.find(({ id, props }) => trunkIds.includes(id) && props.owner !== undefined)?.props.owner;
}

/**
 * The owner of a Twilio trunk. It carries no marker either, so its owner is the one that calls through it or answers
 * its numbers.
 */
function ownerOfTrunk(inventory: Inventory, trunkSid: string): string | undefined {
  const trunk = inventory.twilio.trunks.find(({ id }) => id === trunkSid);
  const domain = trunk?.attrs.terminationDomain ?? "";
  const dialing = inventory.livekit.outboundTrunks.filter(({ props }) =>
    isTerminationHost(props.address ?? "", domain),
  );
  return [...dialing, ...answering(inventory, numbersOn(inventory, trunkSid))].find(({ props }) => props.owner)?.props
    .owner;
}
