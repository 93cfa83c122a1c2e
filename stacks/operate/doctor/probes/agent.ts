import { setTimeout as sleep } from "node:timers/promises";
import { AgentDispatchClient, type ParticipantInfo, RoomServiceClient, TrackType } from "livekit-server-sdk";
import type { Worker } from "../../simulate/verdict.js";
import type { Finding } from "../finding.js";
import { onThisStack } from "../../on-this-stack.js";
import { type Access, redactingErrors, removeRoom, sdkAccess } from "./access.js";
import { ProbeError } from "./probe.js";

/** The participant kind of an agent. The SDK exports the messages without their enums. */
const AGENT = 4;

/** How long to wait, in milliseconds. */
export interface ProbeTimeouts {
  /** For an agent to join and to speak. */
  readonly joinMs: number;
  /** For a second agent after that. */
  readonly secondMs: number;
  readonly everyMs: number;
}

/** How long the room stays open before its first participant joins, in seconds. */
const EMPTY_SECONDS = 60;
const TIMEOUTS: ProbeTimeouts = { joinMs: 10_000, secondMs: 1_000, everyMs: 250 };

/**
 * Dispatches the agent into a test room, counts the agents that join, waits for audio, and removes the room.
 *
 * @param room a name that no other room has
 * @throws ProbeError
 */
export async function probeAgent(
  access: Access,
  agentName: string,
  room: string,
  timeouts: ProbeTimeouts = TIMEOUTS,
): Promise<Finding[]> {
  const rooms = new RoomServiceClient(...sdkAccess(access));
  await redactingErrors(access, () => rooms.createRoom({ name: room, emptyTimeout: EMPTY_SECONDS }));
  let left: Finding[];
  let agents: ParticipantInfo[];
  try {
    agents = await redactingErrors(access, () => whoJoins(access, agentName, room, timeouts));
  } finally {
    left = await leftBehind(access, agentName, room);
  }
  return [...findingsOf(agentName, agents), ...left];
}

async function whoJoins(
  access: Access,
  agentName: string,
  room: string,
  timeouts: ProbeTimeouts,
): Promise<ParticipantInfo[]> {
  await new AgentDispatchClient(...sdkAccess(access)).createDispatch(room, agentName);
  return waitFor(new RoomServiceClient(...sdkAccess(access)), room, timeouts);
}

/** Deletes the room. A room that could not be deleted does not change the result of the probe. */
async function leftBehind(access: Access, agentName: string, room: string): Promise<Finding[]> {
  try {
    await removeRoom(access, room);
    return [];
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return [
      {
        id: "probe-room-left",
        severity: "warning",
        subject: { kind: "agent", id: agentName },
        found: room,
        message: `The test room ${room} could not be removed (${error.message})`,
        remedies: [
          {
            text: `run lk room delete ${room}, or remove it in LiveKit's dashboard`,
            command: `lk room delete ${room}`,
          },
        ],
      },
    ];
  }
}

/** What these findings say about the worker. */
export function workerOf(findings: readonly Finding[]): Worker {
  return findings.some(({ id }) => SILENT.includes(id)) ? "not answering" : "answering";
}

const SILENT = ["agent-worker-health", "agent-publishes-audio"];

async function waitFor(rooms: RoomServiceClient, room: string, timeouts: ProbeTimeouts): Promise<ParticipantInfo[]> {
  const agents = async () => (await rooms.listParticipants(room)).filter(({ kind }) => kind === AGENT);
  for (let waited = 0; waited < timeouts.joinMs; waited += timeouts.everyMs) {
    if ((await agents()).some(speaks)) {
      await sleep(timeouts.secondMs);
      break;
    }
    await sleep(timeouts.everyMs);
  }
  return agents();
}

function speaks({ tracks }: ParticipantInfo): boolean {
  return tracks.some(({ type }) => type === TrackType.AUDIO);
}

function findingsOf(agentName: string, agents: readonly ParticipantInfo[]): Finding[] {
  const subject = { kind: "agent", id: agentName } as const;
  const start = onThisStack("arkenos agent run");
  const joined: Finding = {
    id: "agent-joins",
    severity: "error",
    subject,
    ...{ expected: "1", found: String(agents.length) },
    message: `${agents.length} agents joined a test room as ${agentName}`,
    remedies: [{ text: `start one worker with that name: ${start}`, command: start }],
  };
  if (agents.length === 0) {
    const health: Finding = {
      id: "agent-worker-health",
      severity: "error",
      subject,
      message: `No worker took a job as ${agentName}: none is registered under that name, or it crashes at start (missing keys, credits)`,
      remedies: [{ text: `start one with ${start} and read its log`, command: start }],
    };
    return [health, { ...joined, causedBy: { id: health.id, subject } }];
  }
  const silent: Finding = {
    id: "agent-publishes-audio",
    severity: "warning",
    subject,
    message: `The agent ${agentName} joined but published no audio, so callers keep hearing ringing`,
    remedies: [{ text: "look at its text to speech and its greeting" }],
  };
  return [...(agents.length > 1 ? [joined] : []), ...(agents.some(speaks) ? [] : [silent])];
}
