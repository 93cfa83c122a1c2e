import { z } from "zod";
import { personaSchema } from "./persona.js";

/** The contract's version. A reader refuses a newer one: it may mean something else. */
export const CONTRACT_VERSION = 1;

/**
 * What a telephony stack tells the worker, as the stack's output `telephony`: which persona answers
 * which number, and how to dial out. It holds no secret, so it may be printed, mounted and diffed.
 */
export const contractSchema = z.object({
  /** Version of this shape. */
  version: z.literal(CONTRACT_VERSION),
  /** The name a worker registers under; rules dispatch to it. */
  agentName: z.string(),
  /** The LiveKit project, `wss://…`. */
  livekitUrl: z.string(),
  /** Personas by agent id. */
  agents: z.record(z.string(), personaSchema),
  /** Which agent answers a number: E.164 → agent id. */
  numbers: z.record(z.string(), z.string()),
  /** The agent for calls that nothing else decides; without one they are rejected. */
  defaultAgent: z.string().optional(),
  /** How to dial out; without it nobody can. */
  outbound: z
    .object({
      /** LiveKit's outbound trunk, `ST_…`. */
      trunkId: z.string(),
      /** Numbers that calls may come from, in E.164. */
      fromNumbers: z.array(z.string()),
    })
    .optional(),
});

/** See {@link contractSchema}. */
export type Contract = z.output<typeof contractSchema>;

/**
 * The contract as a JSON Schema, for readers in other languages.
 *
 * @example
 * console.log(JSON.stringify(contractJsonSchema()));
 */
export function contractJsonSchema(): object {
  return z.toJSONSchema(contractSchema);
}
