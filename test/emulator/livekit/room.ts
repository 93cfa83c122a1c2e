import type { PlainMessage } from "@bufbuild/protobuf";
import { AgentDispatch, type CreateRoomRequest, Room } from "@livekit/protocol";
import { sendAgent } from "./agents.js";
import type { LiveKitStore } from "./store.js";

const enabledCodecs = [
  ...["audio/PCMU", "audio/PCMA", "audio/opus", "audio/red"],
  ...["video/VP8", "video/H264", "video/VP9", "video/AV1", "video/H265", "video/rtx"],
].map((mime) => ({ mime, fmtpLine: "" }));

/**
 * The room of a request, created if it does not exist: with the requested agents, or a job for workers without a name.
 */
export function openRoom(store: LiveKitStore, request: CreateRoomRequest): PlainMessage<Room> {
  const { name, emptyTimeout, departureTimeout, maxParticipants, metadata, agents } = request;
  const existing = store.rooms.get(name);
  if (existing) return existing;
  const sid = store.ids.next("RM");
  const now = BigInt(Date.now());
  const made = store.rooms.insert(
    new Room({
      sid,
      name,
      metadata,
      maxParticipants,
      enabledCodecs,
      emptyTimeout: emptyTimeout || 300,
      departureTimeout: departureTimeout || 20,
      creationTime: now / 1000n,
      creationTimeMs: now,
      // Random on the server.
      turnPassword: `turn password of ${sid}`,
    }),
  );
  const asked = agents.length > 0 ? agents : [{ agentName: "", metadata: "" }];
  for (const { agentName, metadata: about } of asked) dispatch(store, { room: name, agentName, metadata: about });
  return made;
}

/** Sends an agent into an existing room. */
export function dispatch(
  store: LiveKitStore,
  fields: Pick<AgentDispatch, "room" | "agentName" | "metadata">,
): PlainMessage<AgentDispatch> {
  const state = { createdAt: BigInt(Date.now()) * 1_000_000n };
  const made = store.dispatches.insert(new AgentDispatch({ id: store.ids.next("AD"), ...fields, state }));
  sendAgent(store, fields.room, fields.agentName);
  return made;
}
