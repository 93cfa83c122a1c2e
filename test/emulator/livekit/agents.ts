import type { PlainMessage } from "@bufbuild/protobuf";
import { ParticipantInfo, ParticipantInfo_Kind, TrackInfo, TrackType } from "@livekit/protocol";
import type { LiveKitStore, Participant } from "./store.js";

/** Assigns a room's job to one worker of the agent name, as the server does; without one, no agent joins. */
export function sendAgent(store: LiveKitStore, room: string, agentName: string): void {
  const [worker] = store.workers.all((candidate) => candidate.agentName === agentName);
  if (!worker) return;
  const audio = new TrackInfo({ sid: store.ids.next("TR"), type: TrackType.AUDIO, name: "voice" });
  join(store, room, {
    identity: `agent-${worker.id}`,
    kind: ParticipantInfo_Kind.AGENT,
    tracks: worker.publishesAudio ? [audio] : [],
  });
}

/** Adds a participant to a room. */
export function join(
  store: LiveKitStore,
  room: string,
  fields: Pick<PlainMessage<ParticipantInfo>, "identity" | "kind" | "tracks">,
): Participant {
  const sid = store.ids.next("PA");
  return store.participants.insert({ sid, room, info: new ParticipantInfo({ sid, ...fields }) });
}
