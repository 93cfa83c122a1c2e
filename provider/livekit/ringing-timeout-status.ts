import type { MessageType } from "@bufbuild/protobuf";
import type {
  CreateSIPInboundTrunkRequest,
  ListSIPInboundTrunkResponse,
  SIPInboundTrunkInfo,
  SIPStatusCode,
  UpdateSIPInboundTrunkRequest,
} from "@livekit/protocol";
import { z } from "zod";

/**
 * An inbound trunk as livekit/protocol 1.53 defines it. The npm package does not know the field yet, and livekit-server
 * before 1.13.11 ignores it without an error.
 *
 * @see `SIPInboundTrunkInfo` in livekit/protocol 1.53.0, protobufs/livekit_sip.proto
 */
export interface InboundTrunkInfo extends SIPInboundTrunkInfo {
  /**
   * The status for a call that is not answered in time. 0 means the server's default; undefined means that the server
   * does not know the field.
   */
  ringingTimeoutStatus?: SIPStatusCode;
}

const REMEDY = "must be a SIP status from 400 to 699, such as 503, or 0 for the server's own";

/** The SIP status that ends a call that is not answered in time. */
export const ringingTimeoutStatusProp = z
  .union([z.literal(0), z.int(REMEDY).min(400, REMEDY).max(699, REMEDY)], { error: REMEDY })
  .optional();

/** The messages that contain an inbound trunk. */
export interface InboundTrunkMessages {
  /** The trunk itself. */
  readonly SIPInboundTrunkInfo: MessageType<InboundTrunkInfo>;
  /** The request that creates a trunk. */
  readonly CreateSIPInboundTrunkRequest: MessageType<CreateSIPInboundTrunkRequest>;
  /** The request that replaces a trunk. */
  readonly UpdateSIPInboundTrunkRequest: MessageType<UpdateSIPInboundTrunkRequest>;
  /** The answer with all trunks. */
  readonly ListSIPInboundTrunkResponse: MessageType<ListSIPInboundTrunkResponse>;
}

/** The protocol's messages, with the field that the npm package lacks. */
export function inboundTrunkMessages(pb: typeof import("@livekit/protocol")): InboundTrunkMessages {
  const { runtime } = pb.SIPInboundTrunkInfo;
  const T: MessageType<InboundTrunkInfo> = runtime.makeMessageType(pb.SIPInboundTrunkInfo.typeName, () => [
    ...outsideOneofs(pb.SIPInboundTrunkInfo),
    // Optional, to distinguish a server that omits the field from one that returns its default.
    { no: 21, name: "ringing_timeout_status", kind: "enum", T: runtime.getEnumType(pb.SIPStatusCode), opt: true },
  ]);
  return {
    SIPInboundTrunkInfo: T,
    CreateSIPInboundTrunkRequest: runtime.makeMessageType(pb.CreateSIPInboundTrunkRequest.typeName, () => [
      { no: 1, name: "trunk", kind: "message", T },
    ]),
    UpdateSIPInboundTrunkRequest: runtime.makeMessageType(pb.UpdateSIPInboundTrunkRequest.typeName, () => [
      ...outsideOneofs(pb.UpdateSIPInboundTrunkRequest),
      { no: 2, name: "replace", kind: "message", T, oneof: "action" },
    ]),
    ListSIPInboundTrunkResponse: runtime.makeMessageType(pb.ListSIPInboundTrunkResponse.typeName, () => [
      { no: 1, name: "items", kind: "message", T, repeated: true },
    ]),
  };
}

/** The fields of a message that are not part of a oneof. */
function outsideOneofs({ fields }: Pick<MessageType, "fields">) {
  return fields
    .list()
    .filter(({ oneof }) => oneof === undefined)
    .map(({ oneof: _, ...field }) => field);
}
