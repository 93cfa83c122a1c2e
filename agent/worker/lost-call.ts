import { setTimeout as wait } from "node:timers/promises";
import { log } from "@livekit/agents";
import { RoomServiceClient, ServerError } from "livekit-server-sdk";
import { withoutCredentials } from "../without-secrets.js";
import type { LostCall } from "./call-processes.js";

/** The waits between tries, in milliseconds: five minutes. */
const PAUSES_MS = [250, 500, 1_000, 2_000, ...Array<number>(60).fill(5_000)];
/** How long one try may take, in seconds. */
const TRY_SECONDS = 2;

/** Where LiveKit is, and what it is asked with. */
export interface LiveKitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The calls without a process whose phones are being hung up. */
export class LostCalls {
  readonly #access: LiveKitAccess;
  readonly #ending = new Set<Promise<void>>();

  constructor(access: LiveKitAccess) {
    this.#access = access;
  }

  /** Hangs up. */
  end(call: LostCall): void {
    const ending = hangUpLostCall(this.#access, call).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  /** Waits until all phones are hung up, for a while. */
  async ended(withinMs: number): Promise<void> {
    await Promise.race([Promise.all(this.#ending), wait(withinMs, undefined, { ref: false })]);
  }
}

/** Hangs up the phone of a call whose process is gone, by deleting its room, and logs the call once. */
async function hangUpLostCall(access: LiveKitAccess, call: LostCall): Promise<void> {
  const { agentId, phone, room, jobId, exitCode, signal } = call;
  const fields = { agentId, ...phone, jobId, exitCode, signal };
  const end = signal === null ? `exit code ${exitCode}` : `signal ${signal}`;
  const died = `The process of a call ended with ${end} before the call did`;
  for (const [index, pauseMs] of PAUSES_MS.entries()) {
    const reason = await deleteRoom(access, room);
    if (reason === undefined)
      return index === 0
        ? log().error(fields, `${died}; the phone was hung up`)
        : log().info(fields, "LiveKit is back; the phone of the call that lost its process was hung up");
    if (index === 0) log().error({ ...fields, reason }, `${died}; LiveKit cannot be asked yet to hang up the phone`);
    await wait(pauseMs, undefined, { ref: false });
  }
  log().error({ ...fields, room }, "LiveKit could not be asked to hang up the phone; delete its room by hand");
}

/** @returns why the room may still be there; what a server or a proxy says of the call may echo its token */
async function deleteRoom({ url, apiKey, apiSecret }: LiveKitAccess, room: string): Promise<string | undefined> {
  try {
    const options = { requestTimeout: TRY_SECONDS };
    await new RoomServiceClient(url.replace(/^ws/, "http"), apiKey, apiSecret, options).deleteRoom(room);
    return undefined;
  } catch (error) {
    if (error instanceof ServerError && error.code === "not_found") return undefined;
    return withoutCredentials(error instanceof Error ? error.message : String(error), [apiSecret]);
  }
}
