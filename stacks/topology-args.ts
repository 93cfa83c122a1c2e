import { z } from "zod";
import { configSchema } from "./config-schema.js";

const { shape } = configSchema;

/** The part of a stack's config that makes its topology; who an agent is does not matter here. */
const topologySchema = z.strictObject({
  sipDomain: shape.sipDomain.unwrap(),
  namePrefix: shape.namePrefix,
  agentName: shape.agentName,
  numbers: z.record(z.string(), shape.numbers.unwrap().valueType.omit({ agent: true })).default({}),
  trunk: shape.trunk,
  inbound: shape.inbound,
  outbound: shape.outbound,
  adopt: shape.adopt,
});

/** What a topology is made of; all but the SIP domain has a default. */
export type TopologyArgs = z.input<typeof topologySchema>;

/** The arguments with every default filled in. */
export type WholeTopology = z.output<typeof topologySchema>;

/** Fills in what was left out. @throws ZodError naming each wrong argument */
export function completeTopology(args: TopologyArgs): WholeTopology {
  return topologySchema.parse(args);
}
