import { setTimeout as wait } from "node:timers/promises";
import { type RoomServiceClient, ServerError } from "livekit-server-sdk";

/** Values of LiveKit's ParticipantInfo kind and state; the SDK does not export the enums. */
const AGENT = 4;
const DISCONNECTED = 3;
/** Polling intervals, in milliseconds: while the agent joins, and while the phone rings. */
const JOINING_MS = 200;
const RINGING_MS = 500;

/** Watches whether a room's agent is present. */
export class AgentPresence {
  readonly #rooms: Pick<RoomServiceClient, "listParticipants">;
  readonly #room: string;

  constructor(rooms: Pick<RoomServiceClient, "listParticipants">, room: string) {
    this.#rooms = rooms;
    this.#room = room;
  }

  /**
   * Waits for the agent to join.
   *
   * @returns whether it joined in time
   * @throws LiveKit's error if the request fails
   */
  async joins(withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    for (;;) {
      const isOver = performance.now() >= end;
      try {
        if (await this.isThere()) return true;
        if (isOver) return false;
      } catch (error) {
        // Retry if the server was unavailable, but not if it refuses the request.
        if (isOver || (error instanceof ServerError && error.status < 500)) throw error;
      }
      await wait(Math.max(0, Math.min(JOINING_MS, end - performance.now())));
    }
  }

  /** Waits until the agent has left or the signal aborts. It counts as gone after two polls in a row. */
  async leaves(signal: AbortSignal): Promise<void> {
    for (let missed = 0; missed < 2 && !signal.aborted;) {
      await wait(RINGING_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      missed = (await this.isThere().catch(() => true)) ? 0 : missed + 1;
    }
  }

  /** Polls once. A deleted room has no agent. */
  async isThere(): Promise<boolean> {
    try {
      const present = await this.#rooms.listParticipants(this.#room);
      return present.some(({ kind, state }) => kind === AGENT && state !== DISCONNECTED);
    } catch (error) {
      if (error instanceof ServerError && error.code === "not_found") return false;
      throw error;
    }
  }
}
