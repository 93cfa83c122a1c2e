import { expect, it } from "vitest";
import { refusalOf, startProject } from "./project.js";

const { rooms, store } = await startProject();

it("a room is created with the server's defaults, listed, changed and deleted", async () => {
  const room = await rooms.createRoom({ name: "lobby", maxParticipants: 2 });
  expect(room).toMatchObject({ sid: "RM_222222222223", emptyTimeout: 300, departureTimeout: 20, maxParticipants: 2 });
  expect(await rooms.listRooms(["lobby", "other"])).toEqual([room]);

  await rooms.updateRoomMetadata("lobby", "m");
  expect(store.rooms.get("lobby")).toMatchObject({ metadata: "m" });
  expect(await rooms.listParticipants("lobby")).toEqual([]);

  await rooms.deleteRoom("lobby");
  expect(store.rooms.size).toBe(0);
});

it("an existing room stays unchanged", async () => {
  const room = await rooms.createRoom({ name: "lobby" });
  expect(await rooms.createRoom({ name: "lobby", metadata: "other" })).toEqual(room);
});

it.each([
  ["deleteRoom", () => rooms.deleteRoom("gone"), "404 not_found: twirp error unknown: requested room does not exist"],
  [
    "updateRoomMetadata",
    () => rooms.updateRoomMetadata("gone", ""),
    "404 not_found: twirp error unknown: requested room does not exist",
  ],
  [
    "createRoom",
    () => rooms.createRoom({ name: "x".repeat(257) }),
    "400 invalid_argument: twirp error unknown: room name length exceeds limits: max length 256",
  ],
  [
    "getParticipant",
    () => rooms.getParticipant("r", "i"),
    "501 unimplemented: the emulator does not imitate GetParticipant",
  ],
])("%s is refused", async (_, call, refusal) => {
  expect(await refusalOf(call())).toBe(refusal);
});
