import { z } from "zod";
import { adoptIdProp } from "../adopt.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import { ownId, parentId } from "../object-id.js";
import { childId, type KnownCredential } from "./account.js";
import { callsThroughProp, stillCalledThrough } from "./calls-through.js";
import { twilio } from "./client.js";
import { sid } from "./fields.js";
import { CREDENTIAL_LISTS, keepsEntry } from "./list-users.js";
import { generatePassword, passwordProp } from "./password.js";

const props = {
  /** The list, `CL…`. Changing it creates a new credential. */
  credentialListSid: sid("CL", "a credential list").meta({ immutable: true }),
  /**
   * Username, unique in the list and at most 32 characters including the rotation. Changing it creates a new
   * credential.
   */
  username: z
    .string({ error: "must be text" })
    .regex(/^[\w.-]{1,32}$/, "must be 1 to 32 letters, digits, and . _ -")
    .meta({ immutable: true }),
  /**
   * Password, at least 12 characters with lowercase and uppercase letters and a digit. If omitted, one is generated.
   */
  password: passwordProp.optional().meta({ secret: true, writeOnly: true }),
  /**
   * Change it to rotate the password: creates a new credential named `<username>-<rotation>`, switches every user of
   * `authUsername` and `authPassword` to it, and then deletes the old one. @default ""
   */
  rotation: z
    .string({ error: 'must be text, such as "2"' })
    .regex(/^[\w.]*$/, "must be letters, digits, and . _")
    .default("")
    .meta({ immutable: true }),
  /**
   * The trunk through which LiveKit calls with this credential, `TK…`. `SipTopology` sets it. If it is set, a delete
   * keeps the credential while a LiveKit outbound trunk calls through it.
   */
  callsThrough: callsThroughProp,
  /** What to do about an existing credential: `never` adopt it, or adopt the one with this id. @default "never" */
  adopt: adoptIdProp("CR", "CL"),
  /** The resource that owns the object. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `CR…`. */
  credentialSid: z.string().meta({ isId: true }),
  /** The current username, including the rotation. */
  authUsername: z.string().meta({ follows: [] }),
  /** The current password. */
  authPassword: z.string().meta({ secret: true, follows: ["password"] }),
};

/** The arguments of {@link Credential}. */
export interface CredentialArgs extends Args<typeof props> {}

/**
 * A username and password for a termination domain.
 *
 * @example
 * ```ts
 * const credential = new Credential("livekit", { credentialListSid: list.credentialListSid, username: "livekit" });
 * const { authUsername, authPassword } = credential;
 * const numbers = ["+15105550100"];
 * new OutboundTrunk("out", { name: "Out", address: trunk.terminationDomain, numbers, authUsername, authPassword });
 * ```
 *
 * @see https://www.twilio.com/docs/voice/sip/api/sip-credential-resource
 */
export class Credential extends defineResource({
  type: "twilio:Credential",
  cloud: twilio,
  label: named("credential", "username"),
  why: "it has this username",
  links: { credentialListSid: { noun: "CredentialList" } },
  props,
  attrs,
  rules: [
    {
      over: ["username", "rotation"],
      problem: (wanted) =>
        usernameOf(wanted).length <= 32
          ? undefined
          : {
              /** A name is longer than the server accepts. */
              code: "too_long",
              message: `with the rotation, it is ${usernameOf(wanted)}, which is longer than 32 characters`,
              remedy: "shorten one of the two",
            },
    },
  ],
  listing: (account, listSid) => account.credentials.of(listSid),
  parentOf: ({ credentialListSid }) => credentialListSid,
  isOurs: (found, wanted, { holds }) =>
    holds(`twilio:CredentialList ${wanted.credentialListSid}`) && isSame(found, wanted),
  existsCode: "21243",
  uniqueBy: "username",
  isDuplicate: isSame,
  objection: (found, wanted) =>
    isSame(found, wanted)
      ? undefined
      : {
          code: "adopts_other_object",
          message: `its username is ${found.username}, and this resource's is ${usernameOf(wanted)}`,
          remedy: `set username to ${found.username}, or remove ${found.sid} from adopt`,
        },
  create: async (account, wanted): Promise<KnownCredential> => {
    const password = wanted.password ?? generatePassword();
    const made = await account.api.sip
      .credentialLists(wanted.credentialListSid)
      .credentials.create({ username: usernameOf(wanted), password });
    return Object.assign(made, { password });
  },
  update: async (account, id, wanted, { authPassword }): Promise<KnownCredential> => {
    const password = wanted.password ?? (authPassword || generatePassword());
    const credential = account.api.sip.credentialLists(parentId(id)).credentials(ownId(id));
    return Object.assign(await credential.update({ password }), { password });
  },
  // A killed run's answer is lost, and the generated password with it.
  needsRepair: ({ authPassword }) => authPassword === "",
  keeps: async (account, id, { callsThrough, authUsername, owner }, run) => {
    const users = async () => [authUsername ?? ""];
    const reason = await stillCalledThrough(account, { callsThrough, users, owner }, run);
    const entry = `Credential ${id} "${authUsername}"`;
    return reason
      ? { code: "still_used", message: `${entry} is not deleted: ${reason}` }
      : keepsEntry(CREDENTIAL_LISTS, account, { id, entry, ours: callsThrough }, run);
  },
  delete: (account, id) => account.api.sip.credentialLists(parentId(id)).credentials(ownId(id)).remove(),
  fromWire: ({ sid, credentialListSid, username, password }, state) => ({
    id: childId(credentialListSid, sid),
    // A username is not split into name and rotation, so a lookup does not know them.
    props: { credentialListSid, ...(state && state.username === undefined && { username }) },
    attrs: { credentialSid: sid, authUsername: username, ...(!state && { authPassword: password ?? "" }) },
  }),
}) {}

function usernameOf({ username, rotation }: { username: string; rotation: string }): string {
  return rotation === "" ? username : `${username}-${rotation}`;
}

function isSame({ username }: { username: string }, wanted: { username: string; rotation: string }): boolean {
  return username === usernameOf(wanted);
}
