import { SipClient } from "livekit-server-sdk";
import type { LiveCall } from "./live-call.js";

/** Default ring time of the target, in seconds. */
const RING_SECONDS = 30;

/** How the target is called. */
interface ColdTransfer {
  /** @default 30 */
  readonly ringSeconds?: number | undefined;
  /** What the caller hears meanwhile: livekit-sip's ringing, for which it mutes the room, or the room. @default "ringing" */
  readonly hears?: "ringing" | "room";
}

/**
 * Transfers the caller with SIP REFER: the caller's carrier dials the target, and the caller leaves the room, which ends
 * the call. Throws if the carrier refuses or the target does not answer; the caller is then still in the room.
 */
export function coldTransfer({
  ctx,
  caller,
}: Pick<LiveCall, "ctx" | "caller">): (target: string, how?: ColdTransfer) => Promise<void> {
  const sip = new SipClient(ctx.info.url, ctx.info.apiKey, ctx.info.apiSecret, { failover: false });
  return async (target, { ringSeconds = RING_SECONDS, hears = "ringing" } = {}) => {
    if (caller === undefined) throw new Error("there is no caller");
    const options = { playDialtone: hears === "ringing", ringingTimeout: ringSeconds };
    await sip.transferSipParticipant(ctx.job.room?.name ?? "", caller.identity, target, options);
  };
}
