import { normalizeNumber } from "@arkenos/provider/values/normalize-number";
import { sameServer } from "@arkenos/provider/values/sip-uri";
import { isTerminationHost } from "@arkenos/provider/values/termination-host";
import { type Naming, objectNames } from "@arkenos/stacks/object-names";
import { answering, type Found, foundOf, type Inventory, numbersOn, trunksWithList } from "./inventory.js";
import { type Kind, KINDS, kinds, type Mapping } from "./kinds.js";

/** The part of a stack's config that an import uses. */
export interface ImportTarget {
  /** `project/stack`. */
  readonly stack: string;
  readonly namePrefix: string;
  readonly names?: Naming["names"];
  /** Hosts at which this LiveKit project accepts calls from carriers. */
  readonly sipHosts: readonly string[];
  /** Numbers in the config. */
  readonly numbers: readonly string[];
}

/** Objects that may be meant, by kind. A single one is a suggestion; several are a question. */
export type Candidates = Readonly<Record<Kind, readonly Found[]>>;

/**
 * Follows a number's calls: number → trunk → host of the origination URL → inbound trunk by number → rule, and back
 * through the termination domain. Objects with the stack's own names are candidates too, and an object with its marker
 * is the match. An object of another stack is never a candidate.
 *
 * @param chosen what a person has already chosen; the search continues from there
 */
export function candidatesFor(inventory: Inventory, wanting: ImportTarget, chosen: Mapping = {}): Candidates {
  const decided: Partial<Record<Kind, readonly Found[]>> = {};
  for (const kind of kinds) {
    const all = foundOf(inventory, kind);
    const id = chosen[kind];
    const known = { ...mappingOf(decided), ...chosen };
    decided[kind] =
      id === undefined
        ? meant(all, kind, inventory, wanting, known)
        : all.filter((found) => found.id === id).map((found) => ({ ...found, reason: "it was chosen" }));
  }
  return decided as Candidates;
}

/** The reason for an object that nothing but its name suggests. */
export const SAME_NAME = "it has this name";

/** The kinds with exactly one candidate. */
function mappingOf(candidates: Partial<Candidates>): Mapping {
  return Object.fromEntries(settled(candidates).map(({ kind, id }) => [kind, id]));
}

/** The objects that are the only candidates of their kind. */
export function settled(candidates: Partial<Candidates>): Found[] {
  return kinds.flatMap((kind) => {
    const [only, ...more] = candidates[kind] ?? [];
    return only && more.length === 0 ? [only] : [];
  });
}

function meant(
  all: readonly Found[],
  kind: Kind,
  inventory: Inventory,
  wanting: ImportTarget,
  known: Mapping,
): readonly Found[] {
  const marked = all.filter(({ owner }) => owner?.startsWith(`${wanting.stack}/`));
  if (marked.length > 0) return marked.map((found) => ({ ...found, reason: "this stack's marker is on it" }));
  const free = all.filter(({ owner }) => owner === undefined);
  const onRoute = new Set(ROUTE[kind](inventory, wanting, known));
  const name = objectNames(wanting)[KINDS[kind].resource];
  return free.flatMap((found) => {
    if (onRoute.has(found.id)) return [{ ...found, reason: KINDS[kind].reason }];
    return found.name === name ? [{ ...found, reason: SAME_NAME }] : [];
  });
}

/** The objects of each kind on the route of these numbers' calls, without those that other calls pass too. */
const ROUTE: Readonly<
  Record<Kind, (inventory: Inventory, wanting: ImportTarget, known: Mapping) => readonly string[]>
> = {
  elasticTrunk(inventory, { sipHosts, numbers }) {
    const isOurs = (url: string) => sipHosts.some((host) => sameServer(url, host));
    const ours = inventory.twilio.trunks.flatMap(({ id, children }) => {
      const urls = children?.originationUrls.filter(({ props }) => props.enabled !== false) ?? [];
      return urls.length > 0 && urls.every(({ props }) => isOurs(props.sipUrl ?? "")) ? [id] : [];
    });
    const carrying = ours.filter((id) => numbersOn(inventory, id).some((number) => numbers.includes(number)));
    return carrying.length > 0 ? carrying : ours.filter((id) => numbersOn(inventory, id).length > 0);
  },
  inboundTrunk: (inventory, { numbers }, { elasticTrunk }) =>
    answering(inventory, [...numbers, ...(elasticTrunk ? numbersOn(inventory, elasticTrunk) : [])]).map(({ id }) => id),
  dispatchRule({ livekit }, _wanting, { inboundTrunk }) {
    if (inboundTrunk === undefined) return [];
    const present = new Set(livekit.inboundTrunks.map(({ id }) => id));
    const serving = livekit.dispatchRules.filter(({ props }) => props.trunkIds?.includes(inboundTrunk));
    const alone = serving.filter(({ props }) => props.trunkIds?.every((id) => id === inboundTrunk || !present.has(id)));
    if (serving.length > 0) return alone.map(({ id }) => id);
    // A rule for every trunk counts only if the trunk has no other rule.
    return present.size > 1
      ? []
      : livekit.dispatchRules.filter(({ props }) => props.trunkIds?.length === 0).map(({ id }) => id);
  },
  outboundTrunk({ livekit, twilio }, _wanting, { elasticTrunk }) {
    const domain = twilio.trunks.find(({ id }) => id === elasticTrunk)?.attrs.terminationDomain ?? "";
    return livekit.outboundTrunks
      .filter(({ props }) => isTerminationHost(props.address ?? "", domain))
      .map(({ id }) => id);
  },
  credentialList: (inventory, _wanting, { elasticTrunk }) =>
    inventory.twilio.credentialLists
      .map(({ id }) => id)
      .filter((id) => elasticTrunk !== undefined && trunksWithList(inventory, id).join() === elasticTrunk),
};

/**
 * Numbers that a mapping brings along: those on its Twilio trunk. LiveKit's trunk may list numbers that the account
 * does not own.
 */
export function numbersWith(
  inventory: Inventory,
  { elasticTrunk, inboundTrunk }: Mapping,
): { taken: string[]; lost: string[] } {
  if (elasticTrunk === undefined) return { taken: [], lost: [] };
  const taken = numbersOn(inventory, elasticTrunk);
  const listed = inventory.livekit.inboundTrunks.find(({ id }) => id === inboundTrunk)?.props.numbers ?? [];
  return { taken, lost: listed.filter((number) => !taken.includes(normalizeNumber(number))) };
}
