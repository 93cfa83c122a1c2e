import {
  CreateSIPOutboundTrunkRequest,
  GetSIPOutboundTrunkRequest,
  GetSIPOutboundTrunkResponse,
  ListSIPOutboundTrunkRequest,
  ListSIPOutboundTrunkResponse,
  SIPOutboundTrunkInfo,
  type SIPOutboundTrunkUpdate,
  UpdateSIPOutboundTrunkRequest,
} from "@livekit/protocol";
import { sipAdmin } from "../auth.js";
import { changedList, changeMedia } from "../field-update.js";
import { withLaterFields } from "../later-fields.js";
import { listed } from "../list-page.js";
import { rpc, type Service } from "../rpc.js";
import type { LiveKitStore, OutboundTrunk } from "../store.js";
import { checkRequest, GoError, TwirpError } from "../twirp.js";
import { checkListUpdate } from "../validate/list-update.js";
import { checkMedia } from "../validate/media.js";
import { checkOutboundTrunk } from "../validate/trunk.js";
import { checkUpdateRequest } from "../validate/update-request.js";

/** The methods for outbound trunks. Outbound trunks never conflict. */
export function outboundTrunks({ outboundTrunks: trunks, ids, laterFields }: LiveKitStore): Service {
  const find = (id: string): OutboundTrunk => {
    const trunk = trunks.get(id);
    if (!trunk) throw new TwirpError("not_found", "requested sip trunk does not exist");
    return trunk;
  };

  return {
    CreateSIPOutboundTrunk: rpc(CreateSIPOutboundTrunkRequest, SIPOutboundTrunkInfo, sipAdmin, ({ trunk }) => {
      checkRequest(() => {
        if (!trunk) throw new GoError("missing trunk");
        if (trunk.sipTrunkId !== "") throw new GoError("trunk id must not be set");
        checkOutboundTrunk(trunk);
      });
      return trunks.insert(new SIPOutboundTrunkInfo({ ...trunk, sipTrunkId: ids.next("ST") }));
    }),

    UpdateSIPOutboundTrunk: rpc(
      UpdateSIPOutboundTrunkRequest,
      SIPOutboundTrunkInfo,
      sipAdmin,
      ({ sipTrunkId, action }) => {
        checkUpdateRequest("trunk", sipTrunkId, action, {
          idOf: ({ sipTrunkId: id }) => id,
          replace: checkOutboundTrunk,
          update: checkUpdate,
        });
        const stored = find(sipTrunkId);
        const updated = new SIPOutboundTrunkInfo(action.case === "replace" ? { ...action.value, sipTrunkId } : stored);
        if (action.case === "update") apply(action.value, updated);
        return trunks.insert(updated);
      },
    ),

    GetSIPOutboundTrunk: rpc(GetSIPOutboundTrunkRequest, GetSIPOutboundTrunkResponse, sipAdmin, ({ sipTrunkId }) => {
      if (sipTrunkId === "") throw new TwirpError("invalid_argument", "trunk ID is required");
      return { trunk: find(sipTrunkId) };
    }),

    ListSIPOutboundTrunk: rpc(
      ListSIPOutboundTrunkRequest,
      ListSIPOutboundTrunkResponse,
      sipAdmin,
      ({ numbers, trunkIds, page }) => ({
        items: listed(
          trunks.all(),
          ({ sipTrunkId }) => sipTrunkId,
          page,
          (trunk) => isWanted(trunk, numbers, trunkIds),
        ),
      }),
      withLaterFields(laterFields),
    ),
  };
}

/** Unlike inbound, numbers are compared as written. */
function isWanted(trunk: OutboundTrunk, numbers: readonly string[], trunkIds: readonly string[]): boolean {
  if (trunkIds.length > 0 && !trunkIds.includes(trunk.sipTrunkId)) return false;
  return numbers.length === 0 || trunk.numbers.length === 0 || trunk.numbers.some((number) => numbers.includes(number));
}

function checkUpdate(update: SIPOutboundTrunkUpdate): void {
  checkListUpdate(update.numbers);
  checkMedia(update.media);
}

function apply(update: SIPOutboundTrunkUpdate, trunk: SIPOutboundTrunkInfo): void {
  trunk.address = update.address ?? trunk.address;
  trunk.transport = update.transport ?? trunk.transport;
  trunk.destinationCountry = update.destinationCountry ?? trunk.destinationCountry;
  trunk.numbers = changedList(trunk.numbers, update.numbers);
  trunk.authUsername = update.authUsername ?? trunk.authUsername;
  trunk.authPassword = update.authPassword ?? trunk.authPassword;
  trunk.name = update.name ?? trunk.name;
  trunk.metadata = update.metadata ?? trunk.metadata;
  trunk.fromHost = update.fromHost ?? trunk.fromHost;
  changeMedia(trunk, update);
  checkOutboundTrunk(trunk);
}
