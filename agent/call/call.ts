import { type JobContext, log, voice } from "@livekit/agents";
import { ParticipantKind, type RemoteParticipant, RoomEvent } from "@livekit/rtc-node";
import { SipClient } from "livekit-server-sdk";
import { type Caller, callerOf, picksUp } from "./caller.js";
import { greet } from "./greeting.js";
import { type HangUp, hangUpOf } from "./hang-up.js";
import { Keypad } from "./keypad.js";
import { loadModels } from "../models/models.js";
import { isRealtime } from "../contract/plugin-problem.js";
import { shownNumber } from "./redaction.js";
import { dialledNumber, type Resolution, resolve, resolveEarly, type RoutingTable } from "../routing/routing.js";
import { conversationOf } from "./session.js";
import { readSettings } from "../worker/settings.js";
import { toolsFor } from "../tools/tool-set.js";

/** As much of a job as a call needs. */
export type CallContext = Pick<
  JobContext,
  "room" | "job" | "info" | "isFakeJob" | "connect" | "addShutdownCallback" | "deleteRoom" | "shutdown"
>;

type Answering = Exclude<Resolution, { rejected: string }>;
type Environment = Readonly<Record<string, string | undefined>>;

/** One call, from its first ring to its end. Whatever goes wrong, the phone is hung up. */
export async function answerCall(ctx: CallContext, table: RoutingTable, env: Environment): Promise<void> {
  const hangUp = hangUpOf(ctx);
  try {
    await answer(ctx, table, env, hangUp);
  } catch (error) {
    log().error({ error }, "The call failed");
    await hangUp("the call failed");
  }
}

async function answer(ctx: CallContext, table: RoutingTable, env: Environment, hangUp: HangUp): Promise<void> {
  const { routes, problem } = table.read();
  if (problem !== undefined) log().warn({ problem }, "The routing table is broken; the last good one is used");
  const metadata = () => ({
    jobMetadata: ctx.job.metadata,
    roomMetadata: ctx.room.metadata || ctx.job.room?.metadata || "",
  });
  const early = resolveEarly(metadata(), routes);
  if (early !== undefined && "rejected" in early) return reject(early, hangUp);

  await ctx.connect();
  const caller = ctx.isFakeJob ? undefined : await callerOf(ctx, early !== undefined);
  if (caller === undefined && !ctx.isFakeJob) return hangUp("nobody was on the phone");
  const redact = readSettings(env).redactCallers;
  if (caller !== undefined) watch(ctx, caller, hangUp, redact);

  // Only where no phone is may a developer say who answers.
  const override = ctx.isFakeJob || env["LIVEKIT_DEV_MODE"] === "1" ? env["ARKENOS_AGENT_ID"] : undefined;
  const resolution = resolve(
    { ...metadata(), ...(caller && { participant: caller.participant }), ...(override && { override }) },
    routes,
  );
  if ("rejected" in resolution) return reject(resolution, hangUp);
  log().info(
    { agentId: resolution.agentId, because: resolution.because },
    `Resolved SIP call to agent: ${resolution.agentId}`,
  );
  await converse(ctx, resolution, caller, env, hangUp);
}

async function reject({ rejected, because }: Extract<Resolution, { rejected: string }>, hangUp: HangUp): Promise<void> {
  log().warn({ because }, rejected);
  await hangUp("no-agent");
}

/** Says who is there, and ends the call when they go; a session would not for every reason of going. */
function watch(ctx: CallContext, caller: Caller, hangUp: HangUp, redact: boolean): void {
  const { identity, direction, number, participant } = caller;
  const trunkNumber = dialledNumber(caller) ?? participant.attributes["sip.trunkPhoneNumber"];
  const fields = {
    direction,
    phoneNumber: shownNumber(number, redact),
    callId: participant.attributes["sip.callID"],
    trunkId: participant.attributes["sip.trunkID"],
  };
  log().info(
    { ...fields, trunkPhoneNumber: trunkNumber },
    `SIP participant detected — trunk phone number: ${trunkNumber ?? "(no number)"}`,
  );
  const begun = Date.now();
  ctx.addShutdownCallback(async () =>
    log().info({ ...fields, seconds: Math.round((Date.now() - begun) / 1000) }, "Call ended"),
  );
  ctx.room.on(RoomEvent.ParticipantDisconnected, (gone: RemoteParticipant) => {
    if (gone.identity === identity) void hangUp("the caller hung up");
  });
}

async function converse(
  ctx: CallContext,
  { agentId, persona }: Answering,
  caller: Caller | undefined,
  env: Environment,
  hangUp: HangUp,
): Promise<void> {
  const sip = new SipClient(ctx.info.url, ctx.info.apiKey, ctx.info.apiSecret, { failover: false });
  const transfer = async (target: string) => {
    if (caller === undefined) throw new Error("there is no caller");
    await sip.transferSipParticipant(ctx.job.room?.name ?? "", caller.identity, target, { playDialtone: true });
  };
  const tools = toolsFor(persona, transfer, env);
  const { session, agent } = conversationOf(persona, await loadModels(persona, env), tools);
  session.on(voice.AgentSessionEventTypes.Close, ({ reason }) => void hangUp(String(reason)));
  session.on(voice.AgentSessionEventTypes.Error, ({ error }) =>
    log().error({ agentId, error }, "A model of the session failed"),
  );
  if (persona.tools.some(({ type }) => type === "dtmf") && persona.llm !== undefined) listenToKeys(ctx, session);

  // A session that starts while the phone rings does not end where nobody picks up: it waits for a listener.
  if (caller?.direction === "outbound" && !(await picksUp(ctx, caller))) return hangUp("nobody picked up");
  log().info(
    { agentId, stt: label(persona.stt), llm: label(persona.llm), tts: label(persona.tts), tools: persona.tools.length },
    "Starting session with system_prompt...",
  );
  await session.start({
    agent,
    room: ctx.room,
    record: false,
    inputOptions: {
      ...(caller && { participantIdentity: caller.identity }),
      participantKinds: [ParticipantKind.SIP],
      closeOnDisconnect: true,
      // Nobody listens where there is nothing to hear with.
      audioEnabled: persona.stt !== undefined || isRealtime(persona.llm),
    },
  });
  greet(session, persona, env);
}

function listenToKeys(ctx: CallContext, session: voice.AgentSession): void {
  const keypad = new Keypad(
    (digits) => void session.generateReply({ userInput: `(The caller pressed ${digits} on the keypad.)` }),
  );
  ctx.room.on(RoomEvent.DtmfReceived, (_code: number, digit: string) => keypad.press(digit));
  session.on(voice.AgentSessionEventTypes.Close, () => keypad.close());
}

function label(model: Answering["persona"]["llm"]): string | undefined {
  return typeof model === "object" ? model.plugin : model;
}
