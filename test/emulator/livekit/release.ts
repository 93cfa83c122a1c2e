import { type MessageType, type PlainMessage, proto3, ScalarType } from "@bufbuild/protobuf";
import {
  CreateSIPInboundTrunkRequest,
  GetSIPInboundTrunkResponse,
  ListSIPInboundTrunkResponse,
  SIPInboundTrunkInfo,
  SIPInboundTrunkUpdate,
  SIPStatusCode,
  UpdateSIPInboundTrunkRequest,
} from "@livekit/protocol";

/** A release of livekit-server: the imitated one, or the first that keeps `ringing_timeout_status`. */
export type Release = "1.13.5" | "1.13.11";

/** A trunk for inbound calls, as the later release stores it. */
export type InboundTrunk = PlainMessage<SIPInboundTrunkInfo> & {
  /** The status of a call that rings out; releases before 1.13.11 have none. */
  ringingTimeoutStatus?: SIPStatusCode;
};

/** The messages that contain inbound trunks. */
export interface TrunkMessages {
  readonly Info: MessageType<SIPInboundTrunkInfo>;
  readonly CreateRequest: MessageType<CreateSIPInboundTrunkRequest>;
  readonly UpdateRequest: MessageType<UpdateSIPInboundTrunkRequest>;
  readonly GetResponse: MessageType<GetSIPInboundTrunkResponse>;
  readonly ListResponse: MessageType<ListSIPInboundTrunkResponse>;
}

/** The messages by release (livekit/protocol 1.50 and 1.53, `protobufs/livekit_sip.proto`). */
export const TRUNK_MESSAGES: Readonly<Record<Release, TrunkMessages>> = {
  "1.13.5": {
    Info: SIPInboundTrunkInfo,
    CreateRequest: CreateSIPInboundTrunkRequest,
    UpdateRequest: UpdateSIPInboundTrunkRequest,
    GetResponse: GetSIPInboundTrunkResponse,
    ListResponse: ListSIPInboundTrunkResponse,
  },
  "1.13.11": laterMessages(),
};

function laterMessages(): TrunkMessages {
  const T: MessageType<SIPInboundTrunkInfo> = proto3.makeMessageType(SIPInboundTrunkInfo.typeName, () => [
    ...SIPInboundTrunkInfo.fields.list().map(({ oneof: _, ...field }) => field),
    { no: 21, name: "ringing_timeout_status", kind: "enum", T: proto3.getEnumType(SIPStatusCode) },
  ]);
  return {
    Info: T,
    CreateRequest: proto3.makeMessageType(CreateSIPInboundTrunkRequest.typeName, () => [
      { no: 1, name: "trunk", kind: "message", T },
    ]),
    UpdateRequest: proto3.makeMessageType(UpdateSIPInboundTrunkRequest.typeName, () => [
      { no: 1, name: "sip_trunk_id", kind: "scalar", T: ScalarType.STRING },
      { no: 2, name: "replace", kind: "message", T, oneof: "action" },
      { no: 3, name: "update", kind: "message", T: SIPInboundTrunkUpdate, oneof: "action" },
    ]),
    GetResponse: proto3.makeMessageType(GetSIPInboundTrunkResponse.typeName, () => [
      { no: 1, name: "trunk", kind: "message", T },
    ]),
    ListResponse: proto3.makeMessageType(ListSIPInboundTrunkResponse.typeName, () => [
      { no: 1, name: "items", kind: "message", T, repeated: true },
    ]),
  };
}
