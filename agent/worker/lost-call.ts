import { setTimeout as wait } from "node:timers/promises";
import { log } from "@livekit/agents";
import { RoomServiceClient, ServerError } from "livekit-server-sdk";
import { withoutCredentials } from "../without-secrets.js";
import type { LostCall } from "./call-processes.js";

/** Pauses between attempts, in milliseconds, five minutes in total. */
const PAUSES_MS = [250, 500, 1_000, 2_000, ...Array<number>(60).fill(5_000)];
/** Timeout of an attempt, in seconds. */
const TIMEOUT_SECONDS = 2;

/** The URL and credentials of LiveKit. */
export interface LiveKitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Hangs up calls whose process has died. */
export class LostCalls {
  readonly #access: LiveKitAccess;
  readonly #ending = new Set<Promise<void>>();

  constructor(access: LiveKitAccess) {
    this.#access = access;
  }

  /** Starts hanging up a call. */
  end(call: LostCall): void {
    const ending = hangUpLostCall(this.#access, call).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  /** Waits until all calls are hung up, or the time is over. */
  async ended(withinMs: number): Promise<void> {
    await Promise.race([Promise.all(this.#ending), wait(withinMs, undefined, { ref: false })]);
  }
}

/** Hangs up a call whose process has died by deleting its room, and logs it once. */
async function hangUpLostCall(access: LiveKitAccess, call: LostCall): Promise<void> {
  const { agentId, phone, room, jobId, exitCode, signal } = call;
  const fields = { agentId, ...phone, jobId, exitCode, signal };
  const end = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  const died = `The process of a call ended with ${end} before the call did`;
  for (const [index, pauseMs] of PAUSES_MS.entries()) {
    const reason = await deleteRoom(access, room);
    if (reason === undefined)
      return index === 0
        ? log().error(fields, `${died}; the call was hung up`)
        : log().info(fields, "LiveKit is available again; the call whose process had ended was hung up");
    if (index === 0) log().error({ ...fields, reason }, `${died}; LiveKit is unavailable, so hanging up is retried`);
    await wait(pauseMs, undefined, { ref: false });
  }
  log().error({ ...fields, room }, "The call could not be hung up because LiveKit is unavailable; delete its room");
}

/** @returns why the room may still exist, without the token that a server or proxy may echo; undefined if it is deleted */
async function deleteRoom({ url, apiKey, apiSecret }: LiveKitAccess, room: string): Promise<string | undefined> {
  try {
    const options = { requestTimeout: TIMEOUT_SECONDS };
    await new RoomServiceClient(url.replace(/^ws/, "http"), apiKey, apiSecret, options).deleteRoom(room);
    return undefined;
  } catch (error) {
    if (error instanceof ServerError && error.code === "not_found") return undefined;
    return withoutCredentials(error instanceof Error ? error.message : String(error), [apiSecret]);
  }
}
