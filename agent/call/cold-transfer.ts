import { SipClient } from "livekit-server-sdk";
import type { Transfer } from "../tools/transfer-call.js";
import type { LiveCall } from "./live-call.js";

/** Hands the caller over to somebody else by SIP REFER: the caller leaves the room, and with that the call ends. */
export function coldTransfer({ ctx, caller }: Pick<LiveCall, "ctx" | "caller">): Transfer {
  const sip = new SipClient(ctx.info.url, ctx.info.apiKey, ctx.info.apiSecret, { failover: false });
  return async (target) => {
    if (caller === undefined) throw new Error("there is no caller");
    await sip.transferSipParticipant(ctx.job.room?.name ?? "", caller.identity, target, { playDialtone: true });
  };
}
