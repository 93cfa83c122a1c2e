import { z } from "zod";
import { isE164 } from "../values/e164.js";
import { ProviderError } from "../errors.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import type { Guide, Sent, State as KnownState } from "../spec.js";
import type { Arrival, OwnedNumber, TwilioAccount } from "./account.js";
import { twilio } from "./client.js";
import { sid, yesNo } from "./fields.js";
import { arrivalOn, noteArrival } from "./number-arrival.js";
import { removeFromTrunk } from "./number-departure.js";
import { withDetail } from "../issues.js";

const props = {
  /** The number, in E.164 or as its SID, `PN…`. Changing it creates a new association. */
  number: z
    .string({ error: "must be a number in E.164, or its SID" })
    .refine(
      (number) => isE164(number) || /^PN[0-9a-fA-F]{32}$/.test(number),
      withDetail(({ input }) => ({
        code: "not_a_number",
        message: `"${input}" is neither in E.164 nor the SID of a number`,
        remedy: "write one such as +15105550100, or PN…",
      })),
    )
    .meta({ immutable: true }),
  /** The trunk, `TK…`. Changing it moves the number in one step, without an interruption. */
  trunkSid: sid("TK", "a trunk"),
  /** Move the number even from a trunk that is not this stack's. @default false */
  move: local(yesNo().optional()),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** The trunk from which `move` took the number, if it was not this stack's. */
  movedFrom: z.string().optional(),
  /** The TwiML application that the trunk replaced. It is restored when the number is released. */
  displacedApplicationSid: z.string().optional(),
  /** The trunk that this stack put the number on, while the number is on another one. */
  putOn: z.string().optional(),
};

type State = KnownState<typeof props, typeof attrs>;

/** The arguments of {@link NumberAssociation}. */
export interface NumberAssociationArgs extends Args<typeof props> {}

/**
 * Puts a number of the account on a trunk. Its id is the number's SID. Twilio moves a number from another trunk without
 * warning; this resource refuses to, unless the trunk is this stack's or `move` is set.
 *
 * @example
 * ```ts
 * new NumberAssociation("support", { number: "+15105550100", trunkSid: trunk.trunkSid });
 * ```
 *
 * @see https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource
 */
export class NumberAssociation extends defineResource({
  type: "twilio:NumberAssociation",
  cloud: twilio,
  label: { kind: "number on a trunk", of: ({ number }) => `${String(number)} on the trunk` },
  why: "the number is on that trunk",
  links: { trunkSid: { noun: "ElasticTrunk" } },
  props,
  attrs,
  survives: true,
  listing: (account) => account.numbers,
  isMeant: (owned, { number, trunkSid }) => owned.phoneNumber === number && owned.trunkSid === trunkSid,
  needsRepair: ({ putOn }) => putOn !== undefined,
  create: (account, wanted, guide) => associate(account, wanted, {}, guide),
  update: (account, _id, wanted, state, guide) => associate(account, wanted, state, guide),
  delete: (account, id, state, run) => {
    if (state.number !== undefined && isE164(state.number)) run.stackNumbers.noteLeaving(state.number);
    return removeFromTrunk(account, id, { ...past(state), trunkSid: ourTrunk(state) }, run);
  },
  fromWire: ({ sid, phoneNumber, trunkSid, arrival }, state?: State) => ({
    id: sid,
    // The state may identify the number by its SID.
    props: { trunkSid: trunkSid ?? "", ...(state && state.number === undefined && { number: phoneNumber }) },
    attrs: state
      ? { putOn: trunkSid === ourTrunk(state) ? undefined : ourTrunk(state) }
      : { putOn: undefined, ...arrival },
  }),
}) {}

async function associate(
  account: TwilioAccount,
  { number, trunkSid }: Sent<typeof props>,
  state: State,
  { local: { move }, run: { holders } }: Guide<typeof props>,
): Promise<OwnedNumber> {
  const listed = await account.numbers.first(({ sid, phoneNumber }) => number === sid || number === phoneNumber);
  // A lagging list may still show the number's previous trunk, so look at the number itself before moving it.
  const isOnOld = listed && listed.trunkSid === ourTrunk(state) && listed.trunkSid !== trunkSid;
  const owned = listed?.trunkSid && !isOnOld ? await account.numbers.look(listed.sid) : listed;
  if (!owned)
    throw new ProviderError({
      path: ["number"],
      code: "number_not_owned",
      message: `${number} is not in account ${account.sid}`,
      remedy: "buy it with PhoneNumber, or correct it",
    });
  if (owned.trunkSid === trunkSid) return { ...owned, arrival: await arrivalOn(account, owned.sid, trunkSid) };
  const isForeign = Boolean(owned.trunkSid) && owned.trunkSid !== ourTrunk(state);
  if (isForeign && !move) {
    const holder = await account.trunks.find(owned.trunkSid);
    throw new ProviderError({
      path: ["number"],
      code: "number_on_other_trunk",
      message: `${owned.phoneNumber} is on trunk ${owned.trunkSid} "${holder?.friendlyName ?? "unknown"}", not on ${trunkSid}`,
      remedy: "set move: true to move it from there, or remove it from that trunk first",
    });
  }
  const arrival: Arrival = {
    ...(isForeign && { movedFrom: owned.trunkSid }),
    ...(owned.voiceApplicationSid && { displacedApplicationSid: owned.voiceApplicationSid }),
  };
  await noteArrival(
    account,
    owned.sid,
    { trunkSid, owner: holders.ownerOf(`twilio:ElasticTrunk ${trunkSid}`) },
    { ...past(state), ...arrival },
  );
  const answer = await account.trunking.trunks(trunkSid).phoneNumbers.create({ phoneNumberSid: owned.sid });
  return { ...owned, trunkSid: answer.trunkSid, voiceApplicationSid: answer.voiceApplicationSid, arrival };
}

/** What the number had before it moved to this stack's first trunk, from the state. */
function past({ movedFrom, displacedApplicationSid }: State): Arrival {
  return {
    ...(movedFrom && { movedFrom }),
    ...(displacedApplicationSid && { displacedApplicationSid }),
  };
}

function ourTrunk({ putOn, trunkSid }: State): string | undefined {
  return putOn ?? trunkSid;
}
