import { voice } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { Keypad } from "./keypad.js";
import type { LiveCall } from "./live-call.js";

/** Tells the model which keys the caller presses. */
export function hearKeys({ ctx, persona, session }: LiveCall): void {
  if (persona.llm === undefined || !persona.tools.some(({ type }) => type === "dtmf")) return;
  const keypad = new Keypad(
    (digits) => void session.generateReply({ userInput: `(The caller pressed ${digits} on the keypad.)` }),
  );
  ctx.room.on(RoomEvent.DtmfReceived, (_code: number, digit: string) => keypad.press(digit));
  session.on(voice.AgentSessionEventTypes.Close, () => keypad.close());
}
