import { log } from "@livekit/agents";
import { type RemoteParticipant, RoomEvent } from "@livekit/rtc-node";
import { dialedNumber } from "../routing/routing.js";
import { note } from "./call-note.js";
import type { Caller } from "./caller.js";
import type { HangUp } from "./hang-up.js";
import type { CallContext } from "./live-call.js";
import { shownNumber } from "./redaction.js";

/** Logs the caller and ends the call when they leave: a session does not close for every disconnect reason. */
export function watchCaller(ctx: CallContext, caller: Caller, hangUp: HangUp, redact: boolean): void {
  const { identity, direction, number, participant } = caller;
  const trunkNumber = dialedNumber(caller) ?? participant.attributes["sip.trunkPhoneNumber"];
  const fields = {
    direction,
    phoneNumber: shownNumber(number, redact),
    callId: participant.attributes["sip.callID"],
    trunkId: participant.attributes["sip.trunkID"],
  };
  note({ phone: { ...fields, trunkPhoneNumber: trunkNumber } });
  log().info(
    { ...fields, trunkPhoneNumber: trunkNumber },
    `SIP participant detected — trunk phone number: ${trunkNumber ?? "(no number)"}`,
  );
  ctx.room.on(RoomEvent.ParticipantDisconnected, (gone: RemoteParticipant) => {
    if (gone.identity === identity) void hangUp("caller-hung-up");
  });
}
