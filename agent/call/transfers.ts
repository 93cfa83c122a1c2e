import type { Transfer } from "../tools/transfer-call.js";
import { coldTransfer } from "./cold-transfer.js";
import type { LiveCall } from "./live-call.js";
import { warmTransfer } from "./warm-transfer.js";

/** Transfers the caller of a call, cold or warm, depending on the tool. */
export function transferOf(call: Omit<LiveCall, "session" | "failures">): Transfer {
  const cold = coldTransfer(call);
  // The persona's hold sound plays in the room.
  const hears = call.persona.holdSound === undefined ? "ringing" : "room";
  return (target, tool, session) =>
    call.transferState.attempt(() =>
      tool.mode === "warm"
        ? warmTransfer(call, target, tool, session)
        : cold(target, { ringSeconds: tool.ringSeconds, hears }),
    );
}
