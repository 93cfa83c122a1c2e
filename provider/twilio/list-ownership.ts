import type { Listing, Listings } from "../listing.js";
import { ApiError, NotFoundError } from "../errors.js";
import { list } from "../refusal.js";
import type { Evidence } from "../spec.js";
import type { TwilioAccount } from "./account.js";
import { isOnTrunk, type ListKind, trunksUsing, trunkText } from "./list-users.js";

/** A list that controls access to termination domains, as a resource declares it. */
interface Wanted {
  readonly friendlyName: string;
  readonly trunkSid?: string | undefined;
}

/** A kind of access list, and its entries. */
interface OwnedList<Entry, Props> {
  readonly kind: ListKind;
  readonly lists: (account: TwilioAccount) => Pick<Listing<List>, "all">;
  /** Detaches a list from a trunk. */
  readonly detach: (account: TwilioAccount, trunkSid: string, listSid: string) => Promise<unknown>;
  /** Deletes a list. */
  readonly remove: (account: TwilioAccount, listSid: string) => Promise<unknown>;
  /** Twilio's error code for the deletion of an attached list. */
  readonly attachedCode: string;
  readonly entries: (account: TwilioAccount) => Listings<Entry>;
  /** Whether the resource declares this entry. */
  readonly isOurs: (entry: Entry, props: Partial<Props>) => boolean;
  /** An entry as text: `user livekit`. */
  readonly describe: (entry: Entry) => string;
}

interface List {
  readonly sid: string;
  readonly friendlyName: string;
}

/**
 * The part of a list's spec that determines its owner. A list carries no marker, so its use is the evidence. It is ours
 * if only our trunk uses it and every entry is ours, or if it is empty and nothing uses it.
 */
export function listOwnership<Entry, Props extends Wanted>(owned: OwnedList<Entry, Props>) {
  const { kind, entries, describe } = owned;

  const otherUsers = async (account: TwilioAccount, listSid: string, ours: string | undefined): Promise<string[]> =>
    (await trunksUsing(kind, account, listSid)).filter(({ sid }) => sid !== ours).map(trunkText);

  const otherEntries = async (account: TwilioAccount, listSid: string, wanted: Partial<Props>): Promise<string[]> => {
    const listing = entries(account).of(listSid);
    const others = (await listing.all()).filter((entry) => !owned.isOurs(entry, wanted));
    return (await listing.stillThere(others)).map(describe);
  };

  const dependents = async (account: TwilioAccount, { sid }: List, wanted: Props): Promise<string[]> => [
    ...(await otherUsers(account, sid, wanted.trunkSid)),
    ...(await otherEntries(account, sid, wanted)),
  ];

  const isNamed = (found: List, { friendlyName }: Props) => found.friendlyName === friendlyName;

  return {
    isOurs: async (found: List, wanted: Props, { client: account }: Evidence<TwilioAccount>) => {
      const { trunkSid } = wanted;
      const isOnOurs = trunkSid !== undefined && (await isOnTrunk(kind, account, trunkSid, found.sid));
      const bearsName = isNamed(found, wanted);
      if (!isOnOurs && !bearsName) return false;
      // Names are unique: while another list has the wanted name, this one cannot get it.
      if (!bearsName && (await owned.lists(account).all()).some((other) => isNamed(other, wanted))) return false;
      const isEmpty = (await entries(account).of(found.sid).all()).length === 0;
      // An empty list with another name may belong to another resource that has not filled it yet.
      if (isOnOurs ? isEmpty && !bearsName : !isEmpty) return false;
      return (await dependents(account, found, wanted)).length === 0;
    },
    isNamed,
    uniqueBy: "friendlyName",
    isDuplicate: isNamed,
    dependents,
    /** This stack's own entries are deleted before, so those that are left belong to others. */
    keeps: async (account: TwilioAccount, sid: string, state: Partial<Props>) => {
      const users = await otherUsers(account, sid, state.trunkSid);
      const left = await otherEntries(account, sid, state);
      const reasons = [
        ...(users.length === 0 ? [] : [`${list(users)} ${users.length === 1 ? "uses" : "use"} it`]),
        ...(left.length === 0 ? [] : [`it has ${list(left)}, which this stack does not have`]),
      ];
      if (reasons.length === 0) return undefined;
      return {
        code: "still_used",
        message: `The list ${sid} "${state.friendlyName}" is not deleted: ${list(reasons)}`,
      };
    },
    /** If a killed run attached the list to our trunk without recording that, detach it first. */
    delete: async (account: TwilioAccount, sid: string, { trunkSid }: Partial<Props>) => {
      try {
        await owned.remove(account, sid);
      } catch (error) {
        const isAttached = error instanceof ApiError && error.code === owned.attachedCode;
        if (!isAttached || trunkSid === undefined) throw error;
        await owned.detach(account, trunkSid, sid).catch((failure: unknown) => {
          if (!(failure instanceof NotFoundError)) throw failure;
        });
        await owned.remove(account, sid);
      }
    },
  };
}
