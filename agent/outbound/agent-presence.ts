import { setTimeout as wait } from "node:timers/promises";
import { type RoomServiceClient, ServerError } from "livekit-server-sdk";

/** The kind and the last state of a participant; the SDK exports the messages, not their enums. */
const AGENT = 4;
const DISCONNECTED = 3;
/** How often LiveKit is asked, in milliseconds: while the agent is on its way, and while the phone rings. */
const JOINING_MS = 200;
const RINGING_MS = 500;

/** Whether the agent of a room is there. */
export class AgentPresence {
  readonly #rooms: Pick<RoomServiceClient, "listParticipants">;
  readonly #room: string;

  constructor(rooms: Pick<RoomServiceClient, "listParticipants">, room: string) {
    this.#rooms = rooms;
    this.#room = room;
  }

  /**
   * Waits for the agent.
   *
   * @returns whether it joined in time
   * @throws what LiveKit says, where it cannot be asked
   */
  async joins(withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    for (;;) {
      const isOver = performance.now() >= end;
      try {
        if (await this.isThere()) return true;
        if (isOver) return false;
      } catch (error) {
        // A server that was away for a moment is asked again; one that refuses will refuse again.
        if (isOver || (error instanceof ServerError && error.status < 500)) throw error;
      }
      await wait(Math.max(0, Math.min(JOINING_MS, end - performance.now())));
    }
  }

  /** Waits until the agent is gone, or the signal ends the wait. One look that does not see it may be a mistake. */
  async leaves(signal: AbortSignal): Promise<void> {
    for (let missed = 0; missed < 2 && !signal.aborted;) {
      await wait(RINGING_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      missed = (await this.isThere().catch(() => true)) ? 0 : missed + 1;
    }
  }

  /** Asks LiveKit once. Nobody is in a room that is gone. */
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
