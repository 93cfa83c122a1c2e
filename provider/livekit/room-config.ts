import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import type { PartialMessage } from "@bufbuild/protobuf";
import type { JobRestartPolicy, RoomConfiguration } from "@livekit/protocol";
import { z } from "zod";
import { oneOf } from "./one-of.js";
import { withDetail } from "../issues.js";

const RESTART = { "on-failure": 0, never: 1 } as const satisfies Record<string, JobRestartPolicy>;

const uint32 = (unit: string) =>
  z
    .int({ error: `must be a whole number of ${unit}` })
    .min(0, "must not be negative")
    .max(4_294_967_295, "must not exceed 4294967295")
    .default(0);
const text = () => z.string({ error: "must be text" }).default("");
const textMap = (what: string) =>
  z.record(z.string(), z.string({ error: "must be text" }), { error: `must be an object of ${what}` }).default({});
const yesNo = () => z.boolean({ error: "must be true or false" }).default(false);

const agentShape = {
  /** The name under which a worker registers. Empty reaches only unnamed workers. */
  agentName: z.string({ error: "must be the name a worker registers under" }),
  /** Metadata of the agent's job. @default "" */
  metadata: text(),
  /** `on-failure` or `never`. LiveKit Cloud only. @default "on-failure" */
  restartPolicy: z.enum(["on-failure", "never"], { error: 'must be "on-failure" or "never"' }).default("on-failure"),
  /** The deployment of the agent. LiveKit Cloud only. @default "" */
  deployment: text(),
  /** Attributes of the agent's participant. @default {} */
  attributes: textMap("attributes"),
};
const agent: z.ZodObject<typeof agentShape, z.core.$strict> = z.strictObject(agentShape);

const roomConfigShape = {
  /** Name of the configuration. @default "" */
  name: text(),
  /** Seconds that an empty room stays open before anyone joins. 0 means the server's default. @default 0 */
  emptyTimeoutSeconds: uint32("seconds"),
  /** Seconds that a room stays open after the last participant leaves. 0 means the server's default. @default 0 */
  departureTimeoutSeconds: uint32("seconds"),
  /** Maximum number of participants. 0 means no limit. @default 0 */
  maxParticipants: uint32("participants"),
  /** Metadata of the room. @default "" */
  metadata: text(),
  /** A recording that starts with the room: a `livekit.RoomEgress` message as JSON. */
  egress: z
    .record(z.string(), z.json(), { error: "must be a livekit.RoomEgress message as JSON" })
    .refine(
      isRoomEgress,
      withDetail({
        code: "not_room_egress",
        message: "is not a livekit.RoomEgress message",
        remedy: "write its room, participant and tracks as JSON",
      }),
    )
    .optional(),
  /** Minimum playout delay in milliseconds. @default 0 */
  minPlayoutDelayMs: uint32("milliseconds"),
  /** Maximum playout delay in milliseconds. @default 0 */
  maxPlayoutDelayMs: uint32("milliseconds"),
  /** Synchronize the audio and video of a participant. @default false */
  syncStreams: yesNo(),
  /** Agents that are dispatched to the room. @default [] */
  agents: z.array(agent, { error: "must be a list of agents" }).default([]),
  /** Labels of the room. @default {} */
  tags: textMap("tags"),
};

/** The fields of `roomConfig`. */
export interface RoomConfigShape extends Readonly<typeof roomConfigShape> {}

const roomConfig: z.ZodObject<RoomConfigShape, z.core.$strict> = z.strictObject(roomConfigShape);

/**
 * The configuration of a call's room.
 * @see https://docs.livekit.io/reference/server/server-apis/#roomconfiguration
 */
export const roomConfigProp = roomConfig.prefault({});

type RoomConfig = z.output<typeof roomConfigProp>;

/** Converts the prop to the protocol's message; undefined if every field has its default. */
export function toRoomConfig(
  pb: typeof import("@livekit/protocol"),
  config: RoomConfig,
): PartialMessage<RoomConfiguration> | undefined {
  if (isDeepStrictEqual(config, roomConfigProp.parse({}))) return undefined;
  const {
    emptyTimeoutSeconds,
    departureTimeoutSeconds,
    minPlayoutDelayMs,
    maxPlayoutDelayMs,
    egress,
    agents,
    ...same
  } = config;
  return {
    ...same,
    emptyTimeout: emptyTimeoutSeconds,
    departureTimeout: departureTimeoutSeconds,
    minPlayoutDelay: minPlayoutDelayMs,
    maxPlayoutDelay: maxPlayoutDelayMs,
    agents: agents.map((agent) => ({ ...agent, restartPolicy: RESTART[agent.restartPolicy] })),
    ...(egress && { egress: pb.RoomEgress.fromJson(egress) }),
  };
}

/** Converts the protocol's message to the prop. */
export function fromRoomConfig(wire: RoomConfiguration | undefined): RoomConfig {
  if (wire === undefined) return roomConfigProp.parse({});
  const { name, metadata, maxParticipants, syncStreams, tags } = wire;
  return {
    name,
    metadata,
    maxParticipants,
    syncStreams,
    tags,
    emptyTimeoutSeconds: wire.emptyTimeout,
    departureTimeoutSeconds: wire.departureTimeout,
    minPlayoutDelayMs: wire.minPlayoutDelay,
    maxPlayoutDelayMs: wire.maxPlayoutDelay,
    agents: wire.agents.map(({ agentName, metadata, restartPolicy, deployment, attributes }) => ({
      agentName,
      metadata,
      restartPolicy: oneOf(RESTART, restartPolicy) ?? "on-failure",
      deployment,
      attributes,
    })),
    ...(wire.egress && { egress: wire.egress.toJson() as Record<string, z.core.util.JSONType> }),
  };
}

/** The message is deeply nested and seldom used, so its own parser validates it, and loads only for this. */
function isRoomEgress(egress: Record<string, z.core.util.JSONType>): boolean {
  // This code may be in the bundle of another package.
  const own = createRequire(import.meta.url).resolve("@arkenos/provider/package.json");
  const pb = createRequire(own)("@livekit/protocol") as typeof import("@livekit/protocol");
  try {
    pb.RoomEgress.fromJson(egress);
    return true;
  } catch {
    return false;
  }
}
