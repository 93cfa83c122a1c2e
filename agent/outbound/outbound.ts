import { randomUUID } from "node:crypto";
import { RoomAgentDispatch, RoomServiceClient, SipClient } from "livekit-server-sdk";
import { AgentPresence } from "./agent-presence.js";
import type { Dial } from "./dial.js";
import { noAgent, sipStatusOf, type DialFailure, dialFailure } from "./dial-result.js";
import { type DialPlan, planDial } from "./dial-plan.js";

export type { Dial } from "./dial.js";
export type { DialFailure } from "./dial-result.js";

/** LiveKit closes the room after it has been empty this long: before and after the first participant, in seconds. */
const EMPTY_SECONDS = 120;
const DEPARTURE_SECONDS = 5;
/** Disables failover to other LiveKit Cloud regions, so that the phone rings only once. */
const ONCE = { failover: false };

/** The result of an outbound call. */
export type DialResult = Answered | DialFailure;

/** An answered outbound call, which the agent now handles. */
export interface Answered {
  /** The callee picked up. */
  readonly outcome: "answered";
  /** Name of the call's room. */
  readonly room: string;
  /** Identity of the callee in the room. */
  readonly participantIdentity: string;
  /** LiveKit's id of the call, `SCL_…`. */
  readonly callId: string;
}

/**
 * Places an outbound call and has an agent greet the callee. The phone rings only after the agent has joined the room,
 * and only once: failed calls are not retried. A failed call leaves no room behind.
 *
 * @example
 * ```ts
 * const result = await dial({ agentId: "reception", to: "+15105550100", contract: loadRouting(), credentials });
 * if (result.outcome !== "answered") console.error(`${result.says}. ${result.remedy}.`);
 * ```
 */
export async function dial(call: Dial): Promise<DialResult> {
  const plan = planDial(call);
  if ("outcome" in plan) return plan;
  const { contract, agentId, credentials } = call;
  const agentName = contract.agents[agentId]?.agentName ?? contract.agentName;
  const access = [
    (credentials.url ?? contract.livekitUrl).replace(/^ws/, "http"),
    credentials.apiKey,
    credentials.apiSecret,
  ] as const;
  const rooms = new RoomServiceClient(...access, ONCE);
  const room = `call-out-${randomUUID()}`;
  const agent = new AgentPresence(rooms, room);
  let result: DialResult;
  try {
    await rooms.createRoom({
      name: room,
      // Every participant can read it, so it contains only the agent's id.
      metadata: JSON.stringify({ agentId }),
      emptyTimeout: EMPTY_SECONDS,
      departureTimeout: DEPARTURE_SECONDS,
      agents: [new RoomAgentDispatch({ agentName, metadata: plan.jobMetadata })],
    });
    const sip = new SipClient(...access, ONCE);
    if (!(await agent.joins(plan.agentSeconds * 1000)))
      result = noAgent(`The agent did not join within ${plan.agentSeconds} s, so the phone did not ring`, agentName);
    else
      result =
        (await ring(sip, plan, room, agentId, agent)) ?? noAgent("The agent left while the phone rang", agentName);
  } catch (error) {
    result = dialFailure(error, [credentials.apiSecret]);
  }
  if (result.outcome === "answered") return result;
  const left = await leftBehind(rooms, room);
  return left === undefined ? result : { ...result, remedy: `${result.remedy}. ${left}` };
}

/**
 * Rings the phone as long as the agent is present.
 *
 * @returns undefined if the agent left
 */
async function ring(
  sip: SipClient,
  plan: DialPlan,
  room: string,
  agentId: string,
  agent: AgentPresence,
): Promise<Answered | undefined> {
  const over = new AbortController();
  const participantIdentity = `sip_${plan.to}`;
  const answer = sip.createSipParticipant(plan.trunkId, plan.to, room, {
    fromNumber: plan.from,
    participantIdentity,
    participantAttributes: { "arkenos.agentId": agentId },
    ringingTimeout: plan.ringingSeconds,
    waitUntilAnswered: true,
  });
  try {
    const answered = await Promise.race([answer, agent.leaves(over.signal)]);
    if (!answered) return undefined;
    return { outcome: "answered", room, participantIdentity, callId: answered.sipCallId };
  } catch (error) {
    // If the agent's process died, the worker deletes the room, and the call fails without a SIP status.
    if (sipStatusOf(error) === undefined && !(await agent.isThere().catch(() => true))) return undefined;
    throw error;
  } finally {
    over.abort();
    answer.catch(() => undefined);
  }
}

/** Deletes the room, which also stops a ringing phone. @returns a sentence if that failed */
async function leftBehind(rooms: RoomServiceClient, room: string): Promise<string | undefined> {
  try {
    await rooms.deleteRoom(room);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "not_found";
    if (!isGone)
      return `The room ${room} could not be deleted; it closes automatically within ${EMPTY_SECONDS} seconds`;
  }
  return undefined;
}
