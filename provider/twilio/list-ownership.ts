import type { TrunkInstance } from "twilio/lib/rest/trunking/v1/trunk.js";
import type { Listing, Listings } from "../listing.js";
import { ApiError, NotFoundError } from "../errors.js";
import { list } from "../refusal.js";
import type { Evidence } from "../spec.js";
import { type Attachment, childId, type TwilioAccount } from "./account.js";

/** A list that controls access to termination domains, as a resource declares it. */
interface Wanted {
  readonly friendlyName: string;
  readonly trunkSid?: string | undefined;
}

/** A kind of access list. */
interface ListKind<Entry, Props> {
  /** Its name in a trunk's `authTypeSet`. */
  readonly authType: "CREDENTIAL_LIST" | "IP_ACL";
  readonly lists: (account: TwilioAccount) => Pick<Listing<List>, "all">;
  readonly attached: (account: TwilioAccount) => Listings<Attachment>;
  /** Detaches a list from a trunk. */
  readonly detach: (account: TwilioAccount, trunkSid: string, listSid: string) => Promise<unknown>;
  /** Deletes a list. */
  readonly remove: (account: TwilioAccount, listSid: string) => Promise<unknown>;
  /** Twilio's error code for the deletion of an attached list. */
  readonly attachedCode: string;
  readonly entries: (account: TwilioAccount) => Listings<Entry>;
  /** Whether the resource declares this entry. */
  readonly isOurs: (entry: Entry, props: Props) => boolean;
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
export function listOwnership<Entry, Props extends Wanted>(kind: ListKind<Entry, Props>) {
  const { attached, entries, describe } = kind;
  const isOn = async (account: TwilioAccount, trunkSid: string, listSid: string) =>
    (await attached(account).of(trunkSid).find(childId(trunkSid, listSid))) !== undefined;

  /**
   * Other trunks that use a list, as text. Twilio cannot look up the trunks of a list, so this asks each trunk that
   * uses such lists.
   */
  const trunksUsing = async (account: TwilioAccount, listSid: string, ours: string | undefined): Promise<string[]> => {
    const trunks: TrunkInstance[] = (await account.trunks.all()).filter(
      ({ sid, authTypeSet }) => sid !== ours && authTypeSet.includes(kind.authType),
    );
    const uses = await Promise.all(trunks.map(({ sid }) => isOn(account, sid, listSid)));
    return trunks.filter((_, index) => uses[index]).map(({ sid, friendlyName }) => `trunk ${sid} "${friendlyName}"`);
  };

  const dependents = async (account: TwilioAccount, { sid }: List, wanted: Props): Promise<string[]> => {
    const held = await entries(account).of(sid).all();
    return [
      ...(await trunksUsing(account, sid, wanted.trunkSid)),
      ...held.filter((entry) => !kind.isOurs(entry, wanted)).map(describe),
    ];
  };

  const isNamed = (found: List, { friendlyName }: Props) => found.friendlyName === friendlyName;

  return {
    isOurs: async (found: List, wanted: Props, { client: account }: Evidence<TwilioAccount>) => {
      const isOnOurs = wanted.trunkSid !== undefined && (await isOn(account, wanted.trunkSid, found.sid));
      const bearsName = isNamed(found, wanted);
      if (!isOnOurs && !bearsName) return false;
      // Names are unique: while another list has the wanted name, this one cannot get it.
      if (!bearsName && (await kind.lists(account).all()).some((other) => isNamed(other, wanted))) return false;
      const isEmpty = (await entries(account).of(found.sid).all()).length === 0;
      // An empty list with another name may belong to another resource that has not filled it yet.
      if (isOnOurs ? isEmpty && !bearsName : !isEmpty) return false;
      return (await dependents(account, found, wanted)).length === 0;
    },
    isNamed,
    uniqueBy: "friendlyName",
    isDuplicate: isNamed,
    dependents,
    keeps: async (account: TwilioAccount, sid: string, { friendlyName, trunkSid }: Partial<Props>) => {
      const users = await trunksUsing(account, sid, trunkSid);
      return users.length === 0
        ? undefined
        : {
            code: "still_used",
            message: `The list ${sid} "${friendlyName}" is not deleted: ${list(users)} ${users.length === 1 ? "uses" : "use"} it`,
          };
    },
    /** If a killed run attached the list to our trunk without recording that, detach it first. */
    delete: async (account: TwilioAccount, sid: string, { trunkSid }: Partial<Props>) => {
      try {
        await kind.remove(account, sid);
      } catch (error) {
        const isAttached = error instanceof ApiError && error.code === kind.attachedCode;
        if (!isAttached || trunkSid === undefined) throw error;
        await kind.detach(account, trunkSid, sid).catch((failure: unknown) => {
          if (!(failure instanceof NotFoundError)) throw failure;
        });
        await kind.remove(account, sid);
      }
    },
  };
}
