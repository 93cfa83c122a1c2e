import { voice } from "@livekit/agents";
import { RoomEvent } from "@livekit/rtc-node";
import { isRealtime } from "../contract/plugin-problem.js";
import { DEFAULT_SILENCE } from "../contract/silence.js";
import { sayGoodbye } from "./goodbye.js";
import type { LiveCall } from "./live-call.js";
import { speak } from "./speak.js";
import { unlessClosing } from "./unless-closing.js";

const { AgentSessionEventTypes: Happens } = voice;

/** What a model is asked where the persona has no words of its own. */
const ASK = "The caller has said nothing for a while. Ask in one short sentence whether they are still there.";

/**
 * Asks a caller who says nothing and presses nothing whether they are there, and hangs up when no answer comes. Nobody
 * is silent while the agent speaks, thinks or has a tool at work, or after a transfer. A persona without a language model hears nobody: its
 * call ends one such silence after its last words.
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
    !call.handOver.hasCaller &&
    speeches.size === 0 &&
    session.agentState === "listening" &&
    session.userState !== "speaking";
  const wait = () => {
    clearTimeout(timer);
    if (isQuiet()) timer = setTimeout(notice, settings.afterSeconds * 1000);
  };
  const notice = () => {
    if (call.handOver.hasCaller) return;
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

  session.on(Happens.AgentStateChanged, wait);
  session.on(Happens.UserStateChanged, ({ newState }) => {
    // A realtime model may tell nothing else of what it hears.
    if (newState === "speaking" && isRealtime(persona.llm)) asked = 0;
    wait();
  });
  session.on(Happens.UserInputTranscribed, ({ transcript }) => transcript.trim() !== "" && answer());
  session.on(Happens.SpeechCreated, ({ speechHandle }) => {
    speeches.add(speechHandle);
    clearTimeout(timer);
    speechHandle.addDoneCallback(() => {
      speeches.delete(speechHandle);
      wait();
    });
  });
  ctx.room.on(RoomEvent.DtmfReceived, answer);
  session.on(Happens.Close, () => {
    clearTimeout(timer);
    speeches.clear();
  });
}
