import {
  GetSIPInboundTrunkRequest,
  ListSIPInboundTrunkRequest,
  type SIPInboundTrunkInfo,
  type SIPInboundTrunkUpdate,
} from "@livekit/protocol";
import { sipAdmin } from "../auth.js";
import { checkTrunkConflicts } from "../conflicts/inbound-trunks.js";
import { withAdded } from "../conflicts/with-added.js";
import { changedList, changeMedia } from "../field-update.js";
import { withLaterFields } from "../later-fields.js";
import { listed } from "../list-page.js";
import { normalizeNumber } from "../phone-number.js";
import { TRUNK_MESSAGES, type TrunkMessages } from "../release.js";
import { rpc, type Rpc, type Service } from "../rpc.js";
import type { InboundTrunk, LiveKitStore } from "../store.js";
import { checkRequest, GoError, TwirpError } from "../twirp.js";
import { checkListUpdate } from "../validate/list-update.js";
import { checkMedia } from "../validate/media.js";
import { checkInboundTrunk } from "../validate/trunk.js";
import { checkUpdateRequest } from "../validate/update-request.js";

/** The methods for inbound trunks, by the release that is running. */
export function inboundTrunks(store: LiveKitStore): Service {
  const releases = {
    "1.13.5": methods(store, TRUNK_MESSAGES["1.13.5"]),
    "1.13.11": methods(store, TRUNK_MESSAGES["1.13.11"]),
  };
  const names = Object.keys(releases["1.13.5"]) as (keyof (typeof releases)["1.13.5"])[];
  return Object.fromEntries(
    names.map((name): [string, Rpc] => [name, (request, grants) => releases[store.release][name](request, grants)]),
  );
}

function methods({ inboundTrunks: trunks, ids, laterFields }: LiveKitStore, messages: TrunkMessages) {
  const { Info } = messages;
  const find = (id: string): InboundTrunk => {
    const trunk = trunks.get(id);
    if (!trunk) throw new TwirpError("not_found", "requested sip trunk does not exist");
    return trunk;
  };
  const list = (
    numbers: readonly string[],
    trunkIds: readonly string[] = [],
    page?: ListSIPInboundTrunkRequest["page"],
  ) =>
    listed(
      trunks.all(),
      ({ sipTrunkId }) => sipTrunkId,
      page,
      (trunk) => isWanted(trunk, numbers, trunkIds),
    );

  return {
    CreateSIPInboundTrunk: rpc(messages.CreateRequest, Info, sipAdmin, ({ trunk }) => {
      checkRequest(() => {
        if (!trunk) throw new GoError("missing trunk");
        if (trunk.sipTrunkId !== "") throw new GoError("trunk id must not be set");
        checkInboundTrunk(trunk);
      });
      const created = new Info(trunk);
      checkTrunkConflicts(withAdded(list(created.numbers), created));
      created.sipTrunkId = ids.next("ST");
      return trunks.insert(created);
    }),

    UpdateSIPInboundTrunk: rpc(messages.UpdateRequest, Info, sipAdmin, ({ sipTrunkId, action }) => {
      checkUpdateRequest("trunk", sipTrunkId, action, {
        idOf: ({ sipTrunkId: id }) => id,
        replace: checkInboundTrunk,
        update: checkUpdate,
      });
      const stored = find(sipTrunkId);
      const updated = new Info(action.case === "replace" ? { ...action.value, sipTrunkId } : stored);
      if (action.case === "update") apply(action.value, updated);
      // The server searches the trunks whose STORED numbers overlap the new ones, so a trunk that moves to another
      // trunk's number is missed, and the conflict is not detected.
      checkTrunkConflicts(list(updated.numbers).map((trunk) => (trunk.sipTrunkId === sipTrunkId ? updated : trunk)));
      return trunks.insert(updated);
    }),

    GetSIPInboundTrunk: rpc(GetSIPInboundTrunkRequest, messages.GetResponse, sipAdmin, ({ sipTrunkId }) => {
      if (sipTrunkId === "") throw new TwirpError("invalid_argument", "trunk ID is required");
      return { trunk: find(sipTrunkId) };
    }),

    ListSIPInboundTrunk: rpc(
      ListSIPInboundTrunkRequest,
      messages.ListResponse,
      sipAdmin,
      ({ numbers, trunkIds, page }) => ({ items: list(numbers, trunkIds, page) }),
      withLaterFields(laterFields),
    ),
  };
}

function isWanted(trunk: InboundTrunk, numbers: readonly string[], trunkIds: readonly string[]): boolean {
  if (trunkIds.length > 0 && !trunkIds.includes(trunk.sipTrunkId)) return false;
  if (numbers.length === 0 || trunk.numbers.length === 0) return true;
  const wanted = numbers.map(normalizeNumber);
  return trunk.numbers.some((number) => wanted.includes(normalizeNumber(number)));
}

function checkUpdate(update: SIPInboundTrunkUpdate): void {
  [update.numbers, update.allowedAddresses, update.allowedNumbers].forEach(checkListUpdate);
  checkMedia(update.media);
}

function apply(update: SIPInboundTrunkUpdate, trunk: SIPInboundTrunkInfo): void {
  trunk.numbers = changedList(trunk.numbers, update.numbers);
  trunk.allowedAddresses = changedList(trunk.allowedAddresses, update.allowedAddresses);
  trunk.allowedNumbers = changedList(trunk.allowedNumbers, update.allowedNumbers);
  trunk.authUsername = update.authUsername ?? trunk.authUsername;
  trunk.authPassword = update.authPassword ?? trunk.authPassword;
  trunk.authRealm = update.authRealm ?? trunk.authRealm;
  trunk.name = update.name ?? trunk.name;
  trunk.metadata = update.metadata ?? trunk.metadata;
  changeMedia(trunk, update);
  checkInboundTrunk(trunk);
}
