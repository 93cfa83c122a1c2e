import { z } from "zod";
import { E164 } from "./e164.js";
import { type FieldDocs, readFieldDocs, withFieldDocs } from "./field-docs.js";
import { type ProblemDetail, withDetail, refuse } from "./problem.js";
import { personaSchema } from "./persona.js";

/** The version that a stack writes. It increases when readers of the previous version would misread or miss a setting. */
export const CONTRACT_VERSION = 2;

/** The versions that this package reads: every version that a stack has ever written. */
export const READABLE_VERSIONS = [1, CONTRACT_VERSION] as const;

const e164 = z.string({ error: "must be a phone number in E.164" }).regex(E164, "is not a phone number in E.164");

const outboundShape = {
  /** Id of the LiveKit outbound trunk, `ST_…`. */
  trunkId: z.string({ error: "must be a trunk id, ST_…" }).min(1, "is empty"),
  /** Numbers that may be used as the caller ID of outbound calls, in E.164. */
  fromNumbers: z.array(z.string({ error: "must be a number" }), { error: "must be a list of numbers" }),
};
const outbound: z.ZodObject<typeof outboundShape, z.core.$strict> = z.strictObject(outboundShape);

const contractShape = {
  /** Version of the contract: 2, or 1 if the stack was last updated by an older package. */
  version: z.literal(
    READABLE_VERSIONS,
    withDetail(({ input }) => unreadable(input)),
  ),
  /** Agent name that the worker registers under and dispatch rules refer to; a persona may name another worker. */
  agentName: z.string({ error: "must be text" }).min(1, "is empty"),
  /** URL of the LiveKit project, `wss://…`. */
  livekitUrl: z.string({ error: "must be text" }).min(1, "is empty"),
  /** Personas by agent id. */
  agents: z.record(z.string(), personaSchema, { error: "must map agent ids to personas" }),
  /** Agent id for each phone number, in E.164. */
  numbers: z.record(e164, z.string({ error: "must be an agent id" }), { error: "must map phone numbers to agent ids" }),
  /** Id of the agent that answers when no other rule selects one. @default such calls are rejected */
  defaultAgent: z.string({ error: "must be an agent id" }).optional(),
  /** Trunk and numbers for outbound calls. @default the stack cannot make outbound calls */
  outbound: outbound.optional(),
};

/** The fields of {@link contractSchema}. */
export interface ContractShape extends Readonly<typeof contractShape> {}

/**
 * The stack output `telephony`, which the worker reads: which persona answers which number, and how to make outbound calls. It
 * contains no secrets, so it can be printed, mounted, and diffed. Unknown keys are rejected, because a key that the
 * worker does not understand could restrict what it may do.
 */
export const contractSchema: z.ZodObject<ContractShape, z.core.$strict> = z
  .strictObject(contractShape)
  .superRefine(refuseUnknownAgents);

/** See {@link contractSchema}. */
export type Contract = z.output<typeof contractSchema>;

/**
 * Why this package cannot read a contract version, and which side to upgrade; undefined if it can.
 *
 * @example
 * ```ts
 * versionProblem(3)?.message;
 * // "is 3, and this package reads 1 and 2: the stack is newer than the worker"
 * ```
 */
export function versionProblem(version: unknown): ProblemDetail | undefined {
  return READABLE_VERSIONS.some((readable) => readable === version) ? undefined : unreadable(version);
}

function unreadable(version: unknown): ProblemDetail {
  const known = READABLE_VERSIONS.join(" and ");
  if (typeof version === "number" && version > CONTRACT_VERSION)
    return {
      code: "newer_contract",
      message: `is ${version}, and this package reads ${known}: the stack is newer than the worker`,
      remedy: "upgrade the worker's @arkenos/agent to the version of the stack's @arkenos/stacks",
    };
  return {
    code: "unknown_contract_version",
    message: `is ${JSON.stringify(version)}, and this package reads ${known}`,
    remedy: "run `pulumi up` with this version of @arkenos/stacks, then export the outputs again",
  };
}

/**
 * The contract as a JSON Schema, for workers in other languages.
 *
 * @param docs the descriptions of its properties
 *
 * @example
 * ```ts
 * console.log(JSON.stringify(contractJsonSchema()));
 * ```
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
      refuse(context, { code: "unknown_agent", message: `there is no agent "${agent}"` }, path);
    }
  }
}
