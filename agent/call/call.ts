import { log } from "@livekit/agents";
import { loadModels } from "../models/models.js";
import { loggableError } from "../without-secrets.js";
import type { RoutingTable } from "../routing/routing.js";
import { toolsFor } from "../tools/tool-set.js";
import { CallRecorder } from "./call-recorder.js";
import { watchAudioTrack } from "./audio-track.js";
import { bounded } from "./bounded.js";
import { picksUp } from "./caller.js";
import { beginRecording } from "./egress.js";
import { factsOf } from "./facts.js";
import { endFailed, watchFailures } from "./failure.js";
import { FailureLog } from "./failure-log.js";
import { greet, openingOf } from "./greeting.js";
import { TransferState } from "./transfer-state.js";
import { hangUpAfter, hangUpOf } from "./hang-up.js";
import { watchHearing } from "./hearing.js";
import { hearKeys } from "./keys.js";
import type { CallContext, Environment, LiveCall } from "./live-call.js";
import { metadataVars } from "./metadata-vars.js";
import { askOnCall } from "./on-call.js";
import { watchSilence } from "./silence.js";
import { Sounds } from "./sounds.js";
import { limitTime } from "./time-limit.js";
import { conversationOf, startSession } from "./session.js";
import { transferOf } from "./transfers.js";
import { expander, withVariables } from "./variables.js";
import { isAnsweredByPerson } from "./voicemail.js";
import { whoAnswers } from "./who-answers.js";

/** Time limit for loading a persona's models, and for starting its session, in milliseconds. */
const START_MS = 10_000;

/** A call whose conversation has not started. */
type Answered = Omit<LiveCall, "session" | "failures">;

/** Runs one call from the first ring to the end. If anything fails, it hangs up. */
export async function answerCall(ctx: CallContext, table: RoutingTable, env: Environment): Promise<void> {
  const record = new CallRecorder(ctx, env);
  const transferState = new TransferState();
  const hangUp = transferState.withTransferReason(hangUpOf(ctx, record));
  try {
    const answering = await whoAnswers(ctx, table, env, hangUp, record);
    if (typeof answering === "string") await hangUp(answering);
    else await converse(await withFacts({ ctx, env, hangUp, record, transferState, ...answering }));
  } catch (error) {
    log().error({ error: loggableError(error, env) }, "The call failed");
    record.broke(error);
    await hangUp("failure");
  }
}

/** Expands the variables in the texts of the call's persona. */
async function withFacts(call: Omit<Answered, "expand">): Promise<Answered> {
  const vars = await askOnCall(call, metadataVars(call.ctx));
  const expand = expander(factsOf(call, vars));
  return { ...call, expand, persona: withVariables(call.persona, expand) };
}

/** Sets up each part of the conversation, then greets the caller. */
async function converse(answered: Answered): Promise<void> {
  const { ctx, agentId, persona, caller, env, expand, record, hangUp } = answered;
  const failures = new FailureLog(agentId, (failure) => record.failed(failure));
  let fail = (hasVoice: boolean) => endFailed({ ...answered, failures }, hasVoice);
  const broken = async (error: unknown) => {
    log().error({ error: loggableError(error, env) }, "The call failed");
    record.broke(error);
    // Do not play an apology to a phone that still rings.
    if (isConnected) await fail(false);
    else await hangUp("failure");
  };
  let isConnected = caller?.direction !== "outbound";
  try {
    const models = await bounded(
      START_MS,
      "Loading the persona's models",
      loadModels(persona, env, (failure) => failures.add(failure)),
    );
    const sounds = new Sounds();
    const tools = sounds.withHoldSound(toolsFor(persona, transferOf(answered), env, expand), persona);
    const { session, agent } = conversationOf(persona, models, tools);
    const live: LiveCall = { ...answered, failures, session };
    hangUpAfter(session, hangUp);
    fail = watchFailures(live);
    record.follow(session);
    hearKeys(live);
    watchSilence(live);
    watchHearing(live);

    // A session started while the phone rings would not end if nobody answers: it waits for a listener.
    if (caller !== undefined && !isConnected && !(await picksUp(ctx, caller))) return await hangUp("nobody-picked-up");
    isConnected = true;
    await beginRecording(live);
    await bounded(START_MS, "Starting the session", startSession(live, agent));
    watchAudioTrack(live, (error) => void broken(error));
    record.answered();
    await sounds.start(live);
    limitTime(live);
    if (await isAnsweredByPerson(live)) greet(session, openingOf(live), env);
  } catch (error) {
    await broken(error);
  }
}
