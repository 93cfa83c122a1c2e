import { randomUUID } from "node:crypto";
import { RoomAgentDispatch, RoomServiceClient, SipClient } from "livekit-server-sdk";
import type { Contract } from "../contract/contract.js";
import { type Undialled, undialled } from "./dial-result.js";
import { toE164 } from "../routing/e164.js";

export type { Undialled } from "./dial-result.js";

/** How long a phone rings, in seconds. */
const RINGING_SECONDS = 30;
/** How long a room waits for its first participant, and how long for another after the last, in seconds. */
const EMPTY_SECONDS = 60;
const DEPARTURE_SECONDS = 5;
/** No region of LiveKit Cloud repeats the request of another: a phone rings once. */
const ONCE = { failover: false };

/** A call out. */
export interface Dial {
  /** The agent that speaks. */
  readonly agentId: string;
  /** Whom to call, in E.164. */
  readonly to: string;
  /** The number that is shown; one of the stack's. @default the first of them */
  readonly from?: string;
  /** What the stack says. */
  readonly contract: Contract;
  readonly credentials: {
    readonly apiKey: string;
    readonly apiSecret: string;
    /** Where LiveKit is called. @default the contract's `livekitUrl` */
    readonly url?: string;
  };
  /** How long the phone rings. @default 30 */
  readonly ringingTimeoutSeconds?: number;
}

/** How a call out went. */
export type DialResult = Answered | Undialled;

/** Somebody picked up; the agent speaks with them. */
export interface Answered {
  readonly outcome: "answered";
  readonly room: string;
  readonly participantIdentity: string;
  /** LiveKit's id of the call, `SCL_…`. */
  readonly callId: string;
}

/**
 * Calls somebody, and has an agent greet them once they answer. The phone rings once: nothing is
 * repeated, and a call that fails leaves no room behind.
 *
 * @example
 * const result = await dial({ agentId: "reception", to: "+15105550100", contract: loadRouting(), credentials });
 * if (result.outcome !== "answered") console.error(`${result.says}. ${result.remedy}.`);
 */
export async function dial(call: Dial): Promise<DialResult> {
  const line = lineFor(call);
  if ("outcome" in line) return line;
  const { contract, agentId, credentials, ringingTimeoutSeconds = RINGING_SECONDS } = call;
  const access = [
    (credentials.url ?? contract.livekitUrl).replace(/^ws/, "http"),
    credentials.apiKey,
    credentials.apiSecret,
  ] as const;
  const rooms = new RoomServiceClient(...access, ONCE);
  const metadata = JSON.stringify({ agentId });
  const room = `call-out-${randomUUID()}`;
  const participantIdentity = `sip_${line.to}`;
  try {
    const agents = [new RoomAgentDispatch({ agentName: contract.agentName, metadata })];
    await rooms.createRoom({
      name: room,
      metadata,
      emptyTimeout: EMPTY_SECONDS,
      departureTimeout: DEPARTURE_SECONDS,
      agents,
    });
    const { sipCallId } = await new SipClient(...access, ONCE).createSipParticipant(line.trunkId, line.to, room, {
      fromNumber: line.from,
      participantIdentity,
      participantAttributes: { "arkenos.agentId": agentId },
      ringingTimeout: ringingTimeoutSeconds,
      waitUntilAnswered: true,
    });
    return { outcome: "answered", room, participantIdentity, callId: sipCallId };
  } catch (error) {
    const result = undialled(error, [credentials.apiSecret]);
    const left = await leftBehind(rooms, room);
    return left === undefined ? result : { ...result, remedy: `${result.remedy}. ${left}` };
  }
}

interface Line {
  readonly trunkId: string;
  readonly to: string;
  readonly from: string;
}

/** What a call needs, or why there can be none; nobody has been called yet. */
function lineFor({ agentId, to, from, contract: { agents, outbound } }: Dial): Line | Undialled {
  if (!Object.hasOwn(agents, agentId))
    return refused("failed", `There is no agent "${agentId}"`, `Name one of ${Object.keys(agents).join(", ")}`);
  const number = toE164(to);
  if (number === undefined)
    return refused(
      "failed",
      `"${to}" is not a phone number in E.164`,
      "Write + and the country code, such as +15105550100",
    );
  if (outbound === undefined)
    return refused("not-allowed", "The stack cannot call out", "Set outbound.enabled, and run `pulumi up`");
  const shown = from === undefined ? outbound.fromNumbers[0] : toE164(from);
  if (shown === undefined || !outbound.fromNumbers.includes(shown)) {
    const choices =
      outbound.fromNumbers.length === 0
        ? "the stack has none; add a number"
        : `name one of ${outbound.fromNumbers.join(", ")}`;
    return refused(
      "not-allowed",
      from === undefined ? "There is no number to call from" : `Calls cannot come from ${from}`,
      `Only the stack's own numbers may be shown: ${choices}`,
    );
  }
  return { trunkId: outbound.trunkId, to: number, from: shown };
}

function refused(outcome: Undialled["outcome"], says: string, remedy: string): Undialled {
  return { outcome, says, remedy };
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
