import { z } from "zod";
import { personaSchema } from "./persona.js";

/** The contract's version. A reader refuses a newer one: it may mean something else. */
export const CONTRACT_VERSION = 1;

const e164 = z
  .string({ error: "must be a phone number in E.164" })
  .regex(/^\+[1-9]\d{6,14}$/, "is not a phone number in E.164");

/**
 * What a telephony stack tells the worker, as the stack's output `telephony`: which persona answers
 * which number, and how to dial out. It holds no secret, so it may be printed, mounted and diffed.
 * A key that is not known here is refused: it could forbid what the reader would go on doing.
 */
export const contractSchema = z
  .strictObject({
    /** Version of this shape. */
    version: z.literal(CONTRACT_VERSION, {
      error: ({ input }) =>
        `is ${JSON.stringify(input)}, this reader knows ${CONTRACT_VERSION}; use the package of the stack's version`,
    }),
    /** The name a worker registers under; rules dispatch to it. */
    agentName: z.string({ error: "must be text" }).min(1, "is empty"),
    /** The LiveKit project, `wss://…`. */
    livekitUrl: z.string({ error: "must be text" }).min(1, "is empty"),
    /** Personas by agent id. */
    agents: z.record(z.string(), personaSchema, { error: "must be an object of personas" }),
    /** Which agent answers a number: E.164 → agent id. */
    numbers: z.record(e164, z.string({ error: "must be an agent's id" }), { error: "must be an object of numbers" }),
    /** The agent for calls that nothing else decides; without one they are rejected. */
    defaultAgent: z.string({ error: "must be an agent's id" }).optional(),
    /** How to dial out; without it nobody can. */
    outbound: z
      .strictObject({
        /** LiveKit's outbound trunk, `ST_…`. */
        trunkId: z.string({ error: "must be a trunk's id, ST_…" }).min(1, "is empty"),
        /** Numbers that calls may come from. */
        fromNumbers: z.array(z.string({ error: "must be a number" }), { error: "must be a list of numbers" }),
      })
      .optional(),
  })
  .superRefine(refuseUnknownAgents);

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

function refuseUnknownAgents(contract: z.output<typeof contractSchema>, context: z.RefinementCtx): void {
  const { agents, numbers, defaultAgent } = contract;
  const named = Object.entries(numbers).map(([number, agent]) => ({ path: ["numbers", number], agent }));
  if (defaultAgent !== undefined) named.push({ path: ["defaultAgent"], agent: defaultAgent });
  for (const { path, agent } of named) {
    if (!Object.hasOwn(agents, agent)) {
      context.addIssue({ code: "custom", path, message: `there is no agent "${agent}"` });
    }
  }
}
