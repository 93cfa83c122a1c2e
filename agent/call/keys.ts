import { voice } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { Keypad } from "./keypad.js";
import type { LiveCall } from "./live-call.js";
import { unlessClosing } from "./unless-closing.js";

/** Passes the keys that the caller presses to the model. The first key interrupts the agent, including the greeting. */
export function hearKeys({
  ctx,
  persona,
  session,
  transferState,
}: Pick<LiveCall, "ctx" | "persona" | "session" | "transferState">): void {
  if (persona.llm === undefined || persona.keys === false) return;
  const keypad = new Keypad((digits) => {
    unlessClosing(() => session.generateReply({ userInput: `(The caller pressed ${digits} on the keypad.)` }));
  });
  const press = (_code: number, digit: string) => {
    // During and after a transfer the keys are meant for the target.
    if (transferState.holdsCaller) return;
    if (session.agentState === "speaking") unlessClosing(() => session.interrupt({ force: true }));
    keypad.press(digit);
  };
  ctx.room.on(RoomEvent.DtmfReceived, press);
  session.on(voice.AgentSessionEventTypes.Close, () => {
    ctx.room.off(RoomEvent.DtmfReceived, press);
    keypad.close();
  });
}
