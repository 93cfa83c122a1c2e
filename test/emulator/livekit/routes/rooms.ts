import {
  CreateRoomRequest,
  DeleteRoomRequest,
  DeleteRoomResponse,
  ListParticipantsRequest,
  ListParticipantsResponse,
  ListRoomsRequest,
  ListRoomsResponse,
  Room,
  UpdateRoomMetadataRequest,
} from "@livekit/protocol";
import { openRoom } from "../room.js";
import { rpc, type Service } from "../rpc.js";
import type { LiveKitStore } from "../store.js";
import type { Grants } from "../token.js";
import { PsrpcError } from "../twirp.js";

const greatestNameLength = 256;
const creator = (grants: Grants) => grants.video?.roomCreate;
const lister = (grants: Grants) => grants.video?.roomList;
const adminOf = (grants: Grants, { room }: { readonly room: string }) =>
  grants.video?.roomAdmin === true && (grants.video.room ?? "") === room;

/** The methods for rooms. An empty room stays; only agents and telephones join. */
export function rooms(store: LiveKitStore): Service {
  const { rooms, participants, dispatches } = store;
  const ensureExists = (name: string): void => {
    if (!rooms.get(name)) throw new PsrpcError("not_found", "requested room does not exist");
  };

  return {
    CreateRoom: rpc(CreateRoomRequest, Room, creator, (request) => {
      if (Buffer.byteLength(request.name) > greatestNameLength) {
        throw new PsrpcError("invalid_argument", `room name length exceeds limits: max length ${greatestNameLength}`);
      }
      if (request.roomPreset !== "")
        throw new PsrpcError("invalid_argument", "unknown room configuration in create room request");
      return openRoom(store, request);
    }),

    ListRooms: rpc(ListRoomsRequest, ListRoomsResponse, lister, ({ names }) => ({
      rooms: rooms.all(({ name }) => names.length === 0 || names.includes(name)),
    })),

    DeleteRoom: rpc(DeleteRoomRequest, DeleteRoomResponse, creator, ({ room }) => {
      ensureExists(room);
      rooms.delete(room);
      for (const { sid } of participants.all((one) => one.room === room)) participants.delete(sid);
      for (const { id } of dispatches.all((one) => one.room === room)) dispatches.delete(id);
      return {};
    }),

    UpdateRoomMetadata: rpc(UpdateRoomMetadataRequest, Room, adminOf, ({ room, metadata }) => {
      ensureExists(room);
      return rooms.patch(room, { metadata });
    }),

    ListParticipants: rpc(ListParticipantsRequest, ListParticipantsResponse, adminOf, ({ room }) => ({
      participants: participants.all((one) => one.room === room).map(({ info }) => info),
    })),
  };
}
