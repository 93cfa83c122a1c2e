import { z } from "zod";
import { isE164 } from "../values/e164.js";
import { ProviderError } from "../errors.js";
import { local } from "../local.js";
import { type Args, defineResource } from "../resource.js";
import type { Guide, Sent, State as KnownState } from "../spec.js";
import type { Arrival, OwnedNumber, TwilioAccount } from "./account.js";
import { twilio } from "./client.js";
import { sid, yesNo } from "./fields.js";
import { arrivalOn, noteArrival } from "./number-arrival.js";
import { takeOff } from "./number-departure.js";

const props = {
  /** The number, in E.164 or as its SID, `PN…`. Another one makes a new association. */
  number: z
    .string({ error: "must be a number in E.164, or its SID" })
    .refine((number) => isE164(number) || /^PN[0-9a-fA-F]{32}$/.test(number), {
      error: ({ input }) =>
        `"${input}" is neither in E.164 nor the SID of a number; write one such as +15105550100, or PN…`,
    })
    .meta({ immutable: true }),
  /** The trunk, `TK…`. Another one is one move, without a gap. */
  trunkSid: sid("TK", "a trunk"),
  /** Take the number even from a trunk that is not ours. @default false */
  move: local(yesNo().optional()),
};

const attrs = {
  /** The trunk that the number was taken from, if `move` took it from somebody else's. */
  movedFrom: z.string().optional(),
  /** The TwiML application that the trunk displaced; it is put back when the number is released. */
  displacedApplicationSid: z.string().optional(),
  /** The trunk that we put the number on, while somebody has moved it elsewhere. */
  putOn: z.string().optional(),
};

type State = KnownState<typeof props, typeof attrs>;

/** The arguments of {@link NumberAssociation}. */
export interface NumberAssociationArgs extends Args<typeof props> {}

/**
 * Puts a number of the account on a trunk. Its id is the number's. Twilio moves a number off another
 * trunk without a word; this refuses, unless the trunk is ours or `move` is said.
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
  isDisturbed: ({ putOn }) => putOn !== undefined,
  create: (account, wanted, guide) => associate(account, wanted, {}, guide),
  update: (account, _id, wanted, state, guide) => associate(account, wanted, state, guide),
  delete: (account, id, state, { stackNumbers }) => {
    if (state.number !== undefined && isE164(state.number)) stackNumbers.noteLeaving(state.number);
    return takeOff(account, id, { ...past(state), trunkSid: ourTrunk(state) });
  },
  fromWire: ({ sid, phoneNumber, trunkSid, arrival }, state?: State) => ({
    id: sid,
    // The state may name the number by its SID.
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
  // A list that lags may show the trunk that the number has left: whether it must move, the number itself tells.
  const isOnOld = listed && listed.trunkSid === ourTrunk(state) && listed.trunkSid !== trunkSid;
  const owned = listed?.trunkSid && !isOnOld ? await account.numbers.look(listed.sid) : listed;
  if (!owned)
    throw new ProviderError({
      path: ["number"],
      code: "number_not_owned",
      message: `${number} is not a number of account ${account.sid}`,
      remedy: "buy it (PhoneNumber), or correct it",
    });
  if (owned.trunkSid === trunkSid) return { ...owned, arrival: await arrivalOn(account, owned.sid, trunkSid) };
  const isForeign = Boolean(owned.trunkSid) && owned.trunkSid !== ourTrunk(state);
  if (isForeign && !move) {
    const holder = await account.trunks.find(owned.trunkSid);
    throw new ProviderError({
      path: ["number"],
      code: "number_on_other_trunk",
      message: `${owned.phoneNumber} is on trunk ${owned.trunkSid} "${holder?.friendlyName ?? "unknown"}", not on ${trunkSid}`,
      remedy: "set move: true to take it from there, or take it off there first",
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

/** What the state knows of the number before it came to our first trunk. */
function past({ movedFrom, displacedApplicationSid }: State): Arrival {
  return {
    ...(movedFrom && { movedFrom }),
    ...(displacedApplicationSid && { displacedApplicationSid }),
  };
}

function ourTrunk({ putOn, trunkSid }: State): string | undefined {
  return putOn ?? trunkSid;
}
