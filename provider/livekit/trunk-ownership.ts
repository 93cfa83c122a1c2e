import type { Message, PartialMessage } from "@bufbuild/protobuf";
import type { Listing } from "../listing.js";
import { isAdoptedId, leaveAlone } from "../refusal.js";
import type { CurrentRun } from "../spec.js";
import type { LiveKit } from "./client.js";
import { otherOwnerOf, unstamp } from "./marker.js";
import { type Known, otherNumbers, numbersThatStay, stillUsed, withoutOthersNumbers } from "./trunk-numbers.js";

/** A trunk that a program declares. */
interface Wanted {
  readonly name: string;
  readonly numbers: readonly string[];
  readonly owner?: string | undefined;
  readonly adopt?: unknown;
}

/** What an inbound and an outbound trunk have in common. */
interface Fields {
  readonly sipTrunkId: string;
  readonly name: string;
  readonly metadata: string;
  readonly numbers: string[];
}

/** A kind of LiveKit trunk. */
interface TrunkKind<Trunk extends Message<Trunk>> {
  readonly trunks: (sip: LiveKit) => Listing<Trunk>;
  /** Replaces a trunk. */
  readonly write: (
    sip: LiveKit,
    id: string,
    value: PartialMessage<Trunk> | Trunk,
    current: Trunk | undefined,
  ) => Promise<Trunk>;
}

/**
 * The part of a trunk's spec that determines its owner. The metadata of a trunk carries the marker of its resource, and
 * its numbers show whether others use it.
 */
export function trunkOwnership<Trunk extends Message<Trunk> & Fields>({ trunks, write }: TrunkKind<Trunk>) {
  return {
    listing: trunks,
    isOurs: (trunk: Trunk, wanted: Wanted) => isMarkedFor(wanted, trunk),
    isNamed: (trunk: Trunk, { name }: Wanted) => trunk.name === name,
    otherOwner: ({ metadata }: Trunk, { owner }: Wanted) => otherOwnerOf(metadata, owner),
    objection: (trunk: Trunk, wanted: Wanted) => {
      const isOpen = trunk.numbers.length === 0 && wanted.numbers.length > 0;
      if (!isOpen || isAdoptedId(wanted.adopt) || isMarkedFor(wanted, trunk)) return undefined;
      return {
        /** A LiveKit trunk without numbers serves calls to any number, and would lose all others. */
        code: "serves_any_number",
        message: "it serves calls to any number, and this stack would limit it to its own",
        remedy: `Give it a list of numbers in LiveKit first. ${leaveAlone(trunk.sipTrunkId, { adopt: wanted.adopt })} otherwise`,
      };
    },
    dependents: async (_sip: LiveKit, trunk: Trunk, { numbers }: Wanted) => otherNumbers(trunk.numbers, numbers),
    withoutOthers: (trunk: Trunk, state: Known, run: CurrentRun) => withoutOthersNumbers(trunk, state, run),
    newerFields: (sip: LiveKit, trunk: Trunk) => sip.newer.pathsOn(trunk),
    keeps: async (sip: LiveKit, id: string, state: Known, run: CurrentRun) =>
      stillUsed(await trunks(sip).find(id), state, run),
    cleanUp: async (sip: LiveKit, id: string, state: Known, run: CurrentRun) => {
      const trunk = await trunks(sip).find(id);
      // The trunk of another stack is not changed, even if it carries this stack's numbers.
      if (trunk === undefined || otherOwnerOf(trunk.metadata, state.owner) !== undefined) return;
      const numbers = await numbersThatStay(trunk, state, run);
      if (numbers === undefined) return;
      await trunks(sip).put(await write(sip, id, Object.assign(trunk.clone(), { numbers }), trunk));
    },
    delete: (sip: LiveKit, sipTrunkId: string) =>
      sip.send("DeleteSIPTrunk", new sip.pb.DeleteSIPTrunkRequest({ sipTrunkId }), sip.pb.SIPTrunkInfo),
  };
}

function isMarkedFor({ owner }: Wanted, { metadata }: Fields): boolean {
  return owner !== undefined && unstamp(metadata).owner === owner;
}
