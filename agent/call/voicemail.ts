import { log, voice } from "@livekit/agents";
import { loggableError } from "../without-secrets.js";
import type { LiveCall } from "./live-call.js";
import { speak } from "./speak.js";
import { within } from "./within.js";

/** How long to wait for the first words before greeting a silent callee, in milliseconds. */
const NO_SPEECH_MS = 4_000;
/** Longest playout of a message, in milliseconds. */
const LONGEST_MS = 60_000;

const { HUMAN, UNCERTAIN, MACHINE_VM, MACHINE_UNAVAILABLE } = voice.AMDCategory;

/** Detects whether a person or a machine has picked up. */
export type Detect = (call: LiveCall) => Promise<voice.AMDCategory>;

/**
 * Handles an outbound call that reaches voicemail, following the persona's setting.
 *
 * @returns whether the conversation can start; if not, the call has ended
 */
export async function isAnsweredByPerson(call: LiveCall, detect: Detect = whoPickedUp): Promise<boolean> {
  const { session, persona, caller, agentId, hangUp } = call;
  const { voicemail } = persona;
  if (voicemail === undefined || caller?.direction !== "outbound") return true;
  const category = await detect(call);
  log().info({ agentId, category }, "The call was picked up");
  if (category !== MACHINE_VM && category !== MACHINE_UNAVAILABLE) {
    // The greeting answers the callee's "Hello?", so the model must not. A phone menu is left to the model.
    if (category === HUMAN || category === UNCERTAIN) {
      session.clearUserTurn();
      await session.interrupt({ force: true }).await;
    }
    return true;
  }
  if (voicemail !== "hang-up" && category === MACHINE_VM) {
    session.input.setAudioEnabled(false);
    await within(LONGEST_MS, speak(session, persona, voicemail.say, { allowInterruptions: false }).waitForPlayout());
  }
  await hangUp("voicemail");
  return false;
}

/** Detects who picked up, with the persona's models. If the detection fails, the call continues. */
async function whoPickedUp({ session, caller }: LiveCall): Promise<voice.AMDCategory> {
  const detection = new voice.AMD(session, {
    ...{ llm: null, stt: null, suppressCompatibilityWarning: true, noSpeechTimeoutMs: NO_SPEECH_MS },
    ...(caller && { participantIdentity: caller.identity }),
  });
  try {
    return (await detection.execute()).category;
  } catch (error) {
    log().warn(
      { error: loggableError(error, process.env) },
      "Voicemail detection failed; the call continues as with a person",
    );
    return UNCERTAIN;
  } finally {
    await detection.aclose();
  }
}
