import { randomUUID } from "node:crypto";
import { RoomAgentDispatch, RoomServiceClient, SipClient } from "livekit-server-sdk";
import { AgentPresence } from "./agent-presence.js";
import type { Dial } from "./dial.js";
import { noAgent, sipStatusOf, type Undialled, undialled } from "./dial-result.js";
import { type Line, lineFor } from "./line.js";

export type { Dial } from "./dial.js";
export type { Undialled } from "./dial-result.js";

/** How long a room waits for its first telephone, and how long for another after the last, in seconds. */
const EMPTY_SECONDS = 120;
const DEPARTURE_SECONDS = 5;
/** No region of LiveKit Cloud repeats the request of another: a phone rings once. */
const ONCE = { failover: false };

/** How a call out went. */
export type DialResult = Answered | Undialled;

/** Somebody picked up; the agent speaks with them. */
export interface Answered {
  /** Somebody picked up. */
  readonly outcome: "answered";
  /** Name of the call's room. */
  readonly room: string;
  /** Who was called, as the room's participant. */
  readonly participantIdentity: string;
  /** LiveKit's id of the call, `SCL_…`. */
  readonly callId: string;
}

/**
 * Calls somebody, and has an agent greet them once they answer. The phone rings only after the agent has joined the
 * room, and it rings once: nothing is repeated. A call that fails leaves no room behind.
 *
 * @example
 * const result = await dial({ agentId: "reception", to: "+15105550100", contract: loadRouting(), credentials });
 * if (result.outcome !== "answered") console.error(`${result.says}. ${result.remedy}.`);
 */
export async function dial(call: Dial): Promise<DialResult> {
  const line = lineFor(call);
  if ("outcome" in line) return line;
  const { contract, agentId, credentials } = call;
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
      // Everybody in the room can read it, so it does not say more than who speaks.
      metadata: JSON.stringify({ agentId }),
      emptyTimeout: EMPTY_SECONDS,
      departureTimeout: DEPARTURE_SECONDS,
      agents: [new RoomAgentDispatch({ agentName: contract.agentName, metadata: line.jobMetadata })],
    });
    const sip = new SipClient(...access, ONCE);
    if (!(await agent.joins(line.agentSeconds * 1000)))
      result = noAgent(`The agent did not join within ${line.agentSeconds} s, so the phone did not ring`, contract);
    else
      result =
        (await ring(sip, line, room, agentId, agent)) ?? noAgent("The agent left while the phone rang", contract);
  } catch (error) {
    result = undialled(error, [credentials.apiSecret]);
  }
  if (result.outcome === "answered") return result;
  const left = await leftBehind(rooms, room);
  return left === undefined ? result : { ...result, remedy: `${result.remedy}. ${left}` };
}

/**
 * Lets the phone ring for as long as the agent is there.
 *
 * @returns undefined when the agent has left
 */
async function ring(
  sip: SipClient,
  line: Line,
  room: string,
  agentId: string,
  agent: AgentPresence,
): Promise<Answered | undefined> {
  const over = new AbortController();
  const participantIdentity = `sip_${line.to}`;
  const answer = sip.createSipParticipant(line.trunkId, line.to, room, {
    fromNumber: line.from,
    participantIdentity,
    participantAttributes: { "arkenos.agentId": agentId },
    ringingTimeout: line.ringingSeconds,
    waitUntilAnswered: true,
  });
  try {
    const answered = await Promise.race([answer, agent.leaves(over.signal)]);
    if (!answered) return undefined;
    return { outcome: "answered", room, participantIdentity, callId: answered.sipCallId };
  } catch (error) {
    // A worker removes the room of an agent that died, and the call fails for no reason of the carrier's.
    if (sipStatusOf(error) === undefined && !(await agent.isThere().catch(() => true))) return undefined;
    throw error;
  } finally {
    over.abort();
    answer.catch(() => undefined);
  }
}

/** Removes the room, and with it a phone that may still ring; says so where that did not work. */
async function leftBehind(rooms: RoomServiceClient, room: string): Promise<string | undefined> {
  try {
    await rooms.deleteRoom(room);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "not_found";
    if (!isGone) return `The room ${room} could not be removed; it closes by itself within ${EMPTY_SECONDS} seconds`;
  }
  return undefined;
}
