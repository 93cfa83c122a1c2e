import { type RequestedAgent, requestedAgentIn, requestedAgentOf } from "./requested-agent.js";
import { toE164 } from "../contract/e164.js";
import type { Persona } from "../contract/persona.js";
import type { Routes } from "./routes.js";

export { toE164 } from "../contract/e164.js";
export { loadRouting, RoutingError, type RoutingSource, routingSource } from "./routing-source.js";
export { type Routes, routesOf } from "./routes.js";
export { RoutingTable, type Reading } from "./routing-table.js";

/** Prefix of this project's participant attributes. */
const PREFIX = "arkenos.";

/** The inputs of a routing decision. */
export interface Call {
  /** Metadata of the agent's job. */
  readonly jobMetadata?: string;
  /** Metadata of the room. */
  readonly roomMetadata?: string;
  /** The SIP participant; undefined until it has joined. */
  readonly participant?: {
    /** Whether this is a SIP participant, which only the server can set. */
    readonly isSip: boolean;
    /** The participant's attributes, `sip.…` and `arkenos.…`. */
    readonly attributes: Readonly<Record<string, string>>;
  };
  /** Agent id that a developer set, when no phone is involved. */
  readonly override?: string;
}

/** A routing decision: the agent that answers, or a rejection. */
export type Resolution = Resolved | Rejected;

interface Resolved {
  /** Id of the agent that answers. */
  readonly agentId: string;
  /** The agent's persona. */
  readonly persona: Persona;
  /** The reason for the decision. */
  readonly because: string;
}

interface Rejected {
  /** The log message: `No agent found for phone +…`. */
  readonly rejected: string;
  /** The reason for the decision. */
  readonly because: string;
}

/**
 * Decides which agent answers a call. The first of these that applies decides: the job's metadata, the room's metadata,
 * the participant's attribute, the dialed number, a developer's override, and the default agent.
 *
 * @example
 * ```ts
 * const resolution = resolve({ jobMetadata: ctx.job.metadata, participant }, routes);
 * ```
 */
export function resolve(call: Call, routes: Routes): Resolution {
  const { participant } = call;
  const claims: [string, RequestedAgent][] = [
    ["the job's metadata", requestedAgentIn(call.jobMetadata ?? "")],
    ["the room's metadata", requestedAgentIn(call.roomMetadata ?? "")],
    ["the participant's attribute arkenos.agentId", requestedAgentOf(ownAttributes(participant?.attributes ?? {}))],
  ];
  for (const [place, claim] of claims) {
    if ("unreadable" in claim) return reject(call, `${place} ${claim.unreadable}`);
    if ("agentId" in claim) return named(call, claim.agentId, place, routes);
  }
  const dialed = toE164(dialedNumber(call) ?? "");
  const byNumber = dialed === undefined ? undefined : routes.numbers.get(dialed);
  if (byNumber !== undefined) return named(call, byNumber, `the number ${dialed}`, routes);
  if (call.override) return named(call, call.override, "ARKENOS_AGENT_ID", routes);
  if (routes.defaultAgent !== undefined) return named(call, routes.defaultAgent, "the default agent", routes);
  return reject(call, whyNoAgent(call, dialed));
}

/** The decision from the metadata of job and room alone, before the caller has joined; undefined if they name no agent. */
export function resolveEarly(call: Pick<Call, "jobMetadata" | "roomMetadata">, routes: Routes): Resolution | undefined {
  const claims = [requestedAgentIn(call.jobMetadata ?? ""), requestedAgentIn(call.roomMetadata ?? "")];
  return claims.every((claim) => "none" in claim) ? undefined : resolve(call, routes);
}

/** The dialed number, as received over SIP. Only inbound calls that matched a dispatch rule have one. */
export function dialedNumber({ participant }: Pick<Call, "participant">): string | undefined {
  if (!participant?.isSip || !own(participant.attributes, "sip.ruleID")) return undefined;
  return own(participant.attributes, "sip.trunkPhoneNumber");
}

function named(call: Call, agentId: string, because: string, routes: Routes): Resolution {
  const persona = routes.agents.get(agentId);
  if (persona !== undefined) return { agentId, persona, because };
  return reject(call, `${because} names the agent ${quoted(agentId)}, which is not in the table`);
}

function reject(call: Call, because: string): Resolution {
  const number = dialedNumber(call);
  return {
    rejected: `No agent found for phone ${number ? (toE164(number) ?? quoted(number)) : "(no number)"}`,
    because,
  };
}

function whyNoAgent(call: Call, dialed: string | undefined): string {
  if (dialed !== undefined) return `${dialed} is not in the table, and there is no default agent`;
  const number = dialedNumber(call);
  if (number) return `${quoted(number)} is not in E.164 format, and there is no default agent`;
  return call.participant?.isSip && own(call.participant.attributes, "sip.ruleID")
    ? "the call has no number (is hidePhoneNumber set in the dispatch rule?), and there is no default agent"
    : "nothing names an agent, and there is no default agent";
}

/** The attributes with the prefix `arkenos.`, without it. LiveKit deletes an attribute by setting it to an empty string. */
function ownAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(attributes).filter(([name, value]) => name.startsWith(PREFIX) && value !== "");
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(PREFIX.length), value]));
}

/** Untrusted text, shortened and quoted for the log. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}

function own(attributes: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
