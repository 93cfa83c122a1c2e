import { z } from "zod";
import { adoptIdProp } from "../adopt.js";
import { named } from "../label.js";
import { local } from "../local.js";
import { ownerProp } from "../owner.js";
import { type Args, defineResource } from "../resource.js";
import { ownId, parentId } from "../spec.js";
import { childId, type KnownCredential } from "./account.js";
import { callsThroughProp, stillCalledThrough } from "./calls-through.js";
import { twilio } from "./client.js";
import { sid } from "./fields.js";
import { generatePassword, passwordProp } from "./password.js";

const props = {
  /** The list, `CL…`. Another one makes a new credential. */
  credentialListSid: sid("CL", "a credential list").meta({ immutable: true }),
  /** Username, at most 32 characters with the rotation behind it; unique in the list. Another one makes a new credential. */
  username: z
    .string({ error: "must be text" })
    .regex(/^[\w.-]{1,32}$/, "must be 1 to 32 letters, digits, and . _ -")
    .meta({ immutable: true }),
  /** Password, at least 12 characters with both cases and a digit. Left out, one is generated. */
  password: passwordProp.optional().meta({ secret: true, writeOnly: true }),
  /**
   * Change it to rotate: a new credential is made under `<username>-<rotation>`, whoever uses
   * `authUsername` and `authPassword` is switched to it, and the old one is deleted last. @default ""
   */
  rotation: z
    .string({ error: 'must be text, such as "2"' })
    .regex(/^[\w.]*$/, "must be letters, digits, and . _")
    .default("")
    .meta({ immutable: true }),
  /**
   * The trunk that LiveKit calls through with it, `TK…`. Where it is set, as `SipTopology` does, deleting leaves the
   * credential while an outbound trunk of LiveKit's calls through it.
   */
  callsThrough: callsThroughProp,
  /** What to do about one that exists already: `never`, or its id. @default "never" */
  adopt: adoptIdProp("CR", "CL"),
  /** Which resource this is. @default project/stack/resource */
  owner: local(ownerProp),
};

const attrs = {
  /** Twilio's id, `CR…`. */
  credentialSid: z.string().meta({ isId: true }),
  /** The username that is in force. */
  authUsername: z.string().meta({ follows: [] }),
  /** The password that is in force. */
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
              code: "too_long",
              message: `with the rotation it is ${usernameOf(wanted)}, longer than 32 characters`,
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
  isTwin: isSame,
  create: async (account, wanted): Promise<KnownCredential> => {
    const password = wanted.password ?? generatePassword();
    const made = await account.api.sip
      .credentialLists(wanted.credentialListSid)
      .credentials.create({ username: usernameOf(wanted), password });
    return Object.assign(made, { password });
  },
  update: async (account, id, wanted, { authPassword }): Promise<KnownCredential> => {
    const password = wanted.password ?? authPassword ?? generatePassword();
    const credential = account.api.sip.credentialLists(parentId(id)).credentials(ownId(id));
    return Object.assign(await credential.update({ password }), { password });
  },
  keeps: async (account, id, { callsThrough, authUsername, owner }, run) => {
    const reason = await stillCalledThrough(account, { callsThrough, authUsername, owner }, run);
    return reason && `Credential ${id} "${authUsername}" is not deleted: ${reason}`;
  },
  delete: (account, id) => account.api.sip.credentialLists(parentId(id)).credentials(ownId(id)).remove(),
  fromWire: ({ sid, credentialListSid, username, password }, state) => ({
    id: childId(credentialListSid, sid),
    // A username that carries a rotation is not taken apart: of a lookup's it is not known.
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
