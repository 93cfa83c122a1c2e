import { log, voice } from "@livekit/agents";
import { loggableError } from "../without-secrets.js";
import type { LiveCall } from "./live-call.js";
import { speak } from "./speak.js";
import { within } from "./within.js";

/** Somebody who picks up and says nothing is greeted after this, in milliseconds. */
const NO_SPEECH_MS = 4_000;
/** The longest message that is spoken to its end, in milliseconds. */
const LONGEST_MS = 60_000;

const { HUMAN, UNCERTAIN, MACHINE_VM, MACHINE_UNAVAILABLE } = voice.AMDCategory;

/** Finds out who has picked up. */
export type Detect = (call: LiveCall) => Promise<voice.AMDCategory>;

/**
 * Deals with the voicemail that a call out may have reached, as the persona says.
 *
 * @returns whether the conversation may begin; the call has ended otherwise
 */
export async function isAnsweredByPerson(call: LiveCall, detect: Detect = whoPickedUp): Promise<boolean> {
  const { session, persona, caller, agentId, hangUp } = call;
  const { voicemail } = persona;
  if (voicemail === undefined || caller?.direction !== "outbound") return true;
  const category = await detect(call);
  log().info({ agentId, category }, "The call was picked up");
  if (category !== MACHINE_VM && category !== MACHINE_UNAVAILABLE) {
    // The greeting answers the "Hello?"; the model must not answer it a second time. A menu is for the model to deal with.
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

/** Listens to the first words, with the persona's own models. A detection that fails is no reason to say nothing. */
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
      "Who picked up could not be told; the call goes on as with a person",
    );
    return UNCERTAIN;
  } finally {
    await detection.aclose();
  }
}
