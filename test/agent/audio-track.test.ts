import { EventEmitter } from "node:events";
import { voice } from "@livekit/agents";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchAudioTrack } from "../../agent/call/audio-track.js";
import type { LiveCall } from "../../agent/call/live-call.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function watched({ tracks = 0, isFakeJob = false }: { tracks?: number; isFakeJob?: boolean } = {}) {
  const session = new EventEmitter();
  const trackPublications = new Map(Array.from({ length: tracks }, (_, index) => [`TR_${index}`, {}]));
  const fail = vi.fn<(error: Error) => void>();
  const ctx = { isFakeJob, room: { localParticipant: { trackPublications } } };
  watchAudioTrack({ ctx, session } as unknown as LiveCall, fail);
  return { session, trackPublications, fail };
}

it("ends a call whose audio LiveKit does not accept within ten seconds", () => {
  const { fail } = watched();
  vi.advanceTimersByTime(9_999);
  expect(fail).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(fail).toHaveBeenCalledExactlyOnceWith(new Error("LiveKit did not accept the agent's audio within 10 seconds"));
});

it("keeps a call whose audio is accepted in time", () => {
  const { fail, trackPublications } = watched();
  vi.advanceTimersByTime(9_000);
  trackPublications.set("TR_1", {});
  vi.advanceTimersByTime(60_000);
  expect(fail).not.toHaveBeenCalled();
});

it("ignores a call that has ended, and the console, which has no room", () => {
  const { session, fail } = watched();
  session.emit(voice.AgentSessionEventTypes.Close);
  const console = watched({ isFakeJob: true });
  vi.advanceTimersByTime(60_000);
  expect(fail).not.toHaveBeenCalled();
  expect(console.fail).not.toHaveBeenCalled();
});
