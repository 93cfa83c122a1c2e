import { z } from "zod";
import { E164 } from "./e164.js";
import { type FieldDocs, readFieldDocs, withFieldDocs } from "./field-docs.js";
import { personaSchema } from "./persona.js";

/** The version that a stack writes. Raised when a reader of the version before would misread, or lack, a setting. */
export const CONTRACT_VERSION = 2;

/** The versions that this package reads: each one that a stack has ever written, up to its own. */
export const READABLE_VERSIONS = [1, CONTRACT_VERSION] as const;

const e164 = z.string({ error: "must be a phone number in E.164" }).regex(E164, "is not a phone number in E.164");

const outboundShape = {
  /** LiveKit's outbound trunk, `ST_…`. */
  trunkId: z.string({ error: "must be a trunk's id, ST_…" }).min(1, "is empty"),
  /** Numbers that calls may come from. */
  fromNumbers: z.array(z.string({ error: "must be a number" }), { error: "must be a list of numbers" }),
};
const outbound: z.ZodObject<typeof outboundShape, z.core.$strict> = z.strictObject(outboundShape);

const contractShape = {
  /** Version of this shape: 2, or 1 from a stack that was last brought up by an older package. */
  version: z.literal(READABLE_VERSIONS, { error: ({ input }) => versionProblem(input) ?? "is not readable" }),
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
  outbound: outbound.optional(),
};

/** The fields of {@link contractSchema}. */
export interface ContractShape extends Readonly<typeof contractShape> {}

/**
 * What a telephony stack tells the worker, as the stack's output `telephony`: which persona answers
 * which number, and how to dial out. It holds no secret, so it may be printed, mounted and diffed.
 * A key that is not known here is refused: it could forbid what the reader would go on doing.
 */
export const contractSchema: z.ZodObject<ContractShape, z.core.$strict> = z
  .strictObject(contractShape)
  .superRefine(refuseUnknownAgents);

/** See {@link contractSchema}. */
export type Contract = z.output<typeof contractSchema>;

/**
 * Why a contract of this version cannot be read, and which side to upgrade; undefined where it can be.
 *
 * @example
 * versionProblem(3);
 * // "is 3, and this package reads 1 and 2: the stack is newer than its reader; upgrade @arkenos/agent, where the worker …"
 */
export function versionProblem(version: unknown): string | undefined {
  if (READABLE_VERSIONS.some((readable) => readable === version)) return undefined;
  const known = READABLE_VERSIONS.join(" and ");
  if (typeof version === "number" && version > CONTRACT_VERSION)
    return `is ${version}, and this package reads ${known}: the stack is newer than its reader; upgrade @arkenos/agent, where the worker runs, to the version of the stack's @arkenos/stacks`;
  return `is ${JSON.stringify(version)}, and this package reads ${known}; run \`pulumi up\` with the @arkenos/stacks of this version, then write the outputs again`;
}

/**
 * The contract as a JSON Schema, for readers in other languages.
 *
 * @param docs the texts of its properties
 *
 * @example
 * console.log(JSON.stringify(contractJsonSchema()));
 */
export function contractJsonSchema(
  docs: FieldDocs = readFieldDocs(import.meta.url, "@arkenos/agent/contract-docs.json"),
): object {
  return withFieldDocs(z.toJSONSchema(contractSchema), docs);
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
