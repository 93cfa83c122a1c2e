import { voice } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { isRealtime } from "../contract/plugin-problem.js";
import { DEFAULT_SILENCE } from "../contract/silence.js";
import { sayGoodbye } from "./goodbye.js";
import type { LiveCall } from "./live-call.js";
import { speak } from "./speak.js";
import { unlessClosing } from "./unless-closing.js";

const { AgentSessionEventTypes: Events } = voice;

/** Instruction to the model if the persona has no `silence.say`. */
const ASK = "The caller has said nothing for a while. Ask in one short sentence whether they are still there.";

/**
 * Asks a silent caller whether they are still there, and hangs up if there is no answer. Silence does not count while the
 * agent speaks, thinks, or runs a tool, or after a transfer. A persona without a language model cannot hear an answer:
 * its call ends one such silence after its last words.
 */
export function watchSilence(call: LiveCall): void {
  const { ctx, session, persona } = call;
  const settings = persona.silence ?? DEFAULT_SILENCE;
  if (settings === false) return;
  const most = persona.llm === undefined && settings.say === undefined ? 0 : settings.hangUpAfter;
  const speeches = new Set<voice.SpeechHandle>();
  let asked = 0;
  let timer: NodeJS.Timeout | undefined;

  const isQuiet = () =>
    !call.transferState.holdsCaller &&
    speeches.size === 0 &&
    session.agentState === "listening" &&
    session.userState !== "speaking";
  const wait = () => {
    clearTimeout(timer);
    if (isQuiet()) timer = setTimeout(notice, settings.afterSeconds * 1000);
  };
  const notice = () => {
    if (call.transferState.holdsCaller) return;
    if (asked >= most) return void sayGoodbye(call, "silence");
    asked += 1;
    const { say } = settings;
    unlessClosing(() =>
      say === undefined ? session.generateReply({ instructions: ASK }) : speak(session, persona, say),
    );
  };
  const answer = () => {
    asked = 0;
    wait();
  };

  session.on(Events.AgentStateChanged, wait);
  session.on(Events.UserStateChanged, ({ newState }) => {
    // A realtime model may report nothing else about the caller's speech.
    if (newState === "speaking" && isRealtime(persona.llm)) asked = 0;
    wait();
  });
  session.on(Events.UserInputTranscribed, ({ transcript }) => transcript.trim() !== "" && answer());
  session.on(Events.SpeechCreated, ({ speechHandle }) => {
    speeches.add(speechHandle);
    clearTimeout(timer);
    speechHandle.addDoneCallback(() => {
      speeches.delete(speechHandle);
      wait();
    });
  });
  ctx.room.on(RoomEvent.DtmfReceived, answer);
  session.on(Events.Close, () => {
    clearTimeout(timer);
    speeches.clear();
  });
}
