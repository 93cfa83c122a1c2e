import type { Collection } from "../../collection.js";
import type { Entity, TrunkList } from "../entities.js";
import { notFound, refused } from "../errors.js";
import { get, type Operation, post, remove } from "../operation.js";
import { v1List } from "../paging.js";
import { complete } from "../parameters.js";
import { own, type TwilioRequest } from "../request.js";
import type { TwilioStore } from "../store.js";
import { trunkListToWire } from "../wire/trunk-list.js";

interface Kind<Noun extends "CredentialList" | "IpAccessControlList"> {
  readonly noun: Noun;
  readonly segment: `${Noun}s`;
  /** The key of a list answer. */
  readonly key: string;
  readonly attached: (store: TwilioStore) => Collection<TrunkList>;
  readonly lists: (store: TwilioStore) => Collection<Entity & { readonly friendlyName: string }>;
}

/** The credential lists of a trunk. */
export const trunkCredentialLists = operationsOf({
  noun: "CredentialList",
  segment: "CredentialLists",
  key: "credential_lists",
  attached: (store) => store.trunkCredentialLists,
  lists: (store) => store.credentialLists,
});

/** The IP access control lists of a trunk. */
export const trunkIpAccessControlLists = operationsOf({
  noun: "IpAccessControlList",
  segment: "IpAccessControlLists",
  key: "ip_access_control_lists",
  attached: (store) => store.trunkIpAccessControlLists,
  lists: (store) => store.ipAccessControlLists,
});

function operationsOf<Noun extends "CredentialList" | "IpAccessControlList">(kind: Kind<Noun>) {
  const collection = `/v1/Trunks/{TrunkSid}/${kind.segment}`;
  const item = `${collection}/{Sid}`;
  const listsOf = (request: TwilioRequest) => kind.lists(request.store);
  const attachedTo = (request: TwilioRequest) => kind.attached(request.store);
  const trunkOf = (request: TwilioRequest) => own(request, request.store.trunks, request.param("TrunkSid"));
  const one = (request: TwilioRequest) => {
    const attached = attachedTo(request).get(`${trunkOf(request).sid}/${request.param("Sid")}`);
    if (!attached) throw notFound(request.path);
    return attached;
  };
  const toWire = (request: TwilioRequest, attached: TrunkList) =>
    trunkListToWire(kind.segment, attached, listsOf(request).get(attached.sid)?.friendlyName ?? "");

  const operations = {
    List: get(collection, (request) => {
      const trunk = trunkOf(request);
      const all = attachedTo(request).all((attached) => attached.trunkSid === trunk.sid);
      return v1List(request, kind.key, all, (attached) => toWire(request, attached));
    }),

    Create: post(collection, (request) => {
      const { store, account, form } = request;
      const trunk = trunkOf(request);
      const { sid } = complete({ sid: form.text(`${kind.noun}Sid`) });
      if (listsOf(request).get(sid)?.accountSid !== account.sid) throw notFound(`/${kind.segment}/${sid}`);
      const id = `${trunk.sid}/${sid}`;
      if (attachedTo(request).get(id))
        throw refused(21245, `${kind.noun} ${sid} is already associated with trunk ${trunk.sid}`);
      const now = store.clock.tick();
      const attached = { id, sid, trunkSid: trunk.sid, accountSid: account.sid, dateCreated: now, dateUpdated: now };
      return toWire(request, attachedTo(request).insert(attached));
    }),

    Fetch: get(item, (request) => toWire(request, one(request))),

    Delete: remove(item, (request) => attachedTo(request).delete(one(request).id)),
  };
  return Object.fromEntries(
    Object.entries(operations).map(([verb, operation]) => [`${verb}${kind.noun}`, operation]),
  ) as Record<`${keyof typeof operations}${Noun}`, Operation>;
}
