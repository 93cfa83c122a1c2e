import { OutboundTrunk, passwordProblem, sipHostProblem } from "@arkenos/provider";
import { problemCheck } from "@arkenos/provider/issues";
import type { ProblemDetail } from "@arkenos/provider/problem";
import { z } from "zod";
import { text } from "../schema/text.js";
import { adoptSection } from "./adopt-section.js";
import { inboundSection } from "./inbound-section.js";
import { namesSection } from "./object-names.js";
import { numberKeys, numberSettings } from "./number-settings.js";
import { outboundSection } from "./outbound-section.js";
import { trunkSection } from "./trunk-section.js";

const { address } = OutboundTrunk.spec.props.shape;

const sipHost = z
  .string({ error: "must be a host, such as acme.sip.livekit.cloud" })
  .superRefine(problemCheck((host) => passwordProblem(host) ?? hostProblem(host)))
  .toLowerCase();

function hostProblem(host: string): ProblemDetail | undefined {
  const wrong = sipHostProblem(host);
  if (address.safeParse(host).success) return wrong && { ...wrong, message: `"${host}" ${wrong.message}` };
  return {
    code: "not_a_host",
    message: `"${host}" is not host or host:port`,
    remedy: "write one such as acme.sip.livekit.cloud, without scheme and transport",
  };
}

const topologyShape = {
  /** LiveKit's SIP host, `host[:port]`. */
  sipDomain: sipHost,
  /** Prefix of all object names, so that stacks can share an account. @default "Arkenos" */
  namePrefix: text("Arkenos").max(50, "must not exceed 50 characters").default("Arkenos"),
  /** Overrides for individual object names, such as those of imported objects. @default {} */
  names: namesSection.default({}),
  /** The name under which the worker registers. @default "arkenos-agent" */
  agentName: text("arkenos-agent").default("arkenos-agent"),
  /** Numbers in E.164. @default {} */
  numbers: z
    .record(z.string(), numberSettings, { error: 'must be an object such as { "+15105550100": {} }' })
    .default({})
    .meta(numberKeys),
  /** The trunk between Twilio and LiveKit. */
  trunk: trunkSection.prefault({}),
  /** How LiveKit handles inbound calls. */
  inbound: inboundSection.prefault({}),
  /** How LiveKit places outbound calls. */
  outbound: outboundSection.prefault({}),
  /** Whether to adopt existing objects: `by-name`, `never`, or an id for each object. @default "by-name" */
  adopt: adoptSection.default("by-name"),
};

/** The fields of {@link topologySchema}. */
export interface TopologyShape extends Readonly<typeof topologyShape> {}

/** The arguments of a topology that are also part of the config. Agents are not. */
export const topologySchema: z.ZodObject<TopologyShape, z.core.$strict> = z.strictObject(topologyShape);

/** The arguments with defaults filled in. */
export type WholeTopology = z.output<typeof topologySchema>;
