import type { PartialMessage } from "@bufbuild/protobuf";
import {
  DeleteSIPTrunkRequest,
  ListSIPTrunkRequest,
  ListSIPTrunkResponse,
  SIPTrunkInfo,
  SIPTrunkInfo_TrunkKind,
} from "@livekit/protocol";
import { sipAdmin } from "../auth.js";
import { listed } from "../list-page.js";
import { rpc, type Service } from "../rpc.js";
import type { InboundTrunk, LiveKitStore, OutboundTrunk } from "../store.js";
import { TwirpError } from "../twirp.js";

/** The methods that do not distinguish inbound from outbound trunks: deletion and the old listing. */
export function trunks({ inboundTrunks, outboundTrunks }: LiveKitStore): Service {
  return {
    // An unknown id is accepted, and dispatch rules that name the trunk stay unchanged.
    DeleteSIPTrunk: rpc(DeleteSIPTrunkRequest, SIPTrunkInfo, sipAdmin, ({ sipTrunkId }) => {
      if (sipTrunkId === "") throw new TwirpError("invalid_argument", "trunk ID is required");
      inboundTrunks.delete(sipTrunkId);
      outboundTrunks.delete(sipTrunkId);
      return { sipTrunkId };
    }),

    ListSIPTrunk: rpc(ListSIPTrunkRequest, ListSIPTrunkResponse, sipAdmin, ({ page }) => {
      const all = [...inboundTrunks.all().map(fromInbound), ...outboundTrunks.all().map(fromOutbound)];
      return { items: listed(all, ({ sipTrunkId }) => sipTrunkId, page) };
    }),
  };
}

type OldTrunk = PartialMessage<SIPTrunkInfo> & { readonly sipTrunkId: string };

function fromInbound({ sipTrunkId, name, metadata, numbers, ...trunk }: InboundTrunk): OldTrunk {
  return {
    sipTrunkId,
    kind: SIPTrunkInfo_TrunkKind.TRUNK_INBOUND,
    name,
    metadata,
    outboundNumber: numbers[0],
    inboundAddresses: trunk.allowedAddresses,
    inboundNumbers: trunk.allowedNumbers,
    inboundUsername: trunk.authUsername,
    inboundPassword: trunk.authPassword,
  };
}

function fromOutbound({ sipTrunkId, name, metadata, numbers, ...trunk }: OutboundTrunk): OldTrunk {
  return {
    sipTrunkId,
    kind: SIPTrunkInfo_TrunkKind.TRUNK_OUTBOUND,
    name,
    metadata,
    outboundAddress: trunk.address,
    transport: trunk.transport,
    outboundNumber: numbers[0],
    outboundUsername: trunk.authUsername,
    outboundPassword: trunk.authPassword,
  };
}
