import { RoomAgentDispatch } from "livekit-server-sdk";
import { expect, it } from "vitest";
import { refusalOf, startProject } from "./project.js";

const { rooms, dispatches, store } = await startProject();

it("an agent sent into a missing room creates the room, beside the job for workers without a name", async () => {
  const sent = await dispatches.createDispatch("r3", "arkenos-agent", { metadata: "m" });
  expect(sent).toMatchObject({ room: "r3", agentName: "arkenos-agent", metadata: "m" });
  expect(await rooms.listRooms()).toMatchObject([{ name: "r3", emptyTimeout: 300 }]);
  expect(await dispatches.listDispatch("r3")).toMatchObject([{ agentName: "" }, { agentName: "arkenos-agent" }]);
});

it("a room is created with its requested agents, and an existing one stays unchanged", async () => {
  await rooms.createRoom({ name: "lobby", agents: [new RoomAgentDispatch({ agentName: "x", metadata: "m" })] });
  await rooms.createRoom({ name: "lobby", agents: [new RoomAgentDispatch({ agentName: "y" })] });
  expect(await dispatches.listDispatch("lobby")).toMatchObject([{ agentName: "x", metadata: "m" }]);
  await dispatches.createDispatch("lobby", "z");
  expect(await dispatches.listDispatch("lobby")).toMatchObject([{ agentName: "x" }, { agentName: "z" }]);
});

it("an agent is removed once", async () => {
  const { id } = await dispatches.createDispatch("r3", "arkenos-agent");
  await dispatches.deleteDispatch(id, "r3");
  expect(await dispatches.getDispatch(id, "r3")).toBeUndefined();
  expect(await refusalOf(dispatches.deleteDispatch(id, "r3"))).toBe(
    "404 not_found: twirp error unknown: dispatch ID not found",
  );
});

it("a missing room has no node that answers for its agents", async () => {
  store.release = "1.13.11";
  const silence = "503 unavailable: no response from servers";
  expect(await refusalOf(dispatches.listDispatch("gone"))).toBe(silence);
  expect(await refusalOf(dispatches.deleteDispatch("AD_x", "gone"))).toBe(silence);
});
