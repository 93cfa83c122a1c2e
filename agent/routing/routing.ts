import { type Claim, claimIn, claimOf } from "./claim.js";
import { toE164 } from "../contract/e164.js";
import type { Persona } from "../contract/persona.js";
import type { Routes } from "./routes.js";

export { toE164 } from "../contract/e164.js";
export { loadRouting, RoutingError, type RoutingSource, routingSource } from "./routing-source.js";
export { type Routes, routesOf } from "./routes.js";
export { RoutingTable, type Reading } from "./routing-table.js";

/** What our attributes of a participant begin with. */
const PREFIX = "arkenos.";

/** What is known of a call when somebody has to answer it. */
export interface Call {
  /** Metadata of the agent's job. */
  readonly jobMetadata?: string;
  /** Metadata of the room. */
  readonly roomMetadata?: string;
  /** Who is on the phone; unknown until they have joined. */
  readonly participant?: {
    /** Whether they came by SIP; only the server can say so of anybody. */
    readonly isSip: boolean;
    /** What LiveKit knows of the participant, `sip.…` and `arkenos.…`. */
    readonly attributes: Readonly<Record<string, string>>;
  };
  /** The agent that a developer asked for, where no phone is. */
  readonly override?: string;
}

/** Who answers, or that nobody does. */
export type Resolution = Resolved | Rejected;

interface Resolved {
  /** The agent that answers. */
  readonly agentId: string;
  /** Who that agent is. */
  readonly persona: Persona;
  /** What decided it. */
  readonly because: string;
}

interface Rejected {
  /** What the log says: `No agent found for phone +…`. */
  readonly rejected: string;
  /** What decided it. */
  readonly because: string;
}

/**
 * Decides who answers a call: the job's metadata, the room's, the participant's attribute, the number
 * that was dialled, a developer's wish, the default agent; in this order, and nobody else.
 *
 * @example
 * const resolution = resolve({ jobMetadata: ctx.job.metadata, participant }, routes);
 */
export function resolve(call: Call, routes: Routes): Resolution {
  const { participant } = call;
  const claims: [string, Claim][] = [
    ["the job's metadata", claimIn(call.jobMetadata ?? "")],
    ["the room's metadata", claimIn(call.roomMetadata ?? "")],
    ["the participant's attribute arkenos.agentId", claimOf(ownAttributes(participant?.attributes ?? {}))],
  ];
  for (const [place, claim] of claims) {
    if ("unreadable" in claim) return reject(call, `${place} ${claim.unreadable}`);
    if ("agentId" in claim) return named(call, claim.agentId, place, routes);
  }
  const dialled = toE164(dialledNumber(call) ?? "");
  const byNumber = dialled === undefined ? undefined : routes.numbers.get(dialled);
  if (byNumber !== undefined) return named(call, byNumber, `the number ${dialled}`, routes);
  if (call.override) return named(call, call.override, "ARKENOS_AGENT_ID", routes);
  if (routes.defaultAgent !== undefined) return named(call, routes.defaultAgent, "the default agent", routes);
  return reject(call, whyNobody(call, dialled));
}

/** The agent that job and room name by themselves, before anybody has joined. */
export function resolveEarly(call: Pick<Call, "jobMetadata" | "roomMetadata">, routes: Routes): Resolution | undefined {
  const claims = [claimIn(call.jobMetadata ?? ""), claimIn(call.roomMetadata ?? "")];
  return claims.every((claim) => "none" in claim) ? undefined : resolve(call, routes);
}

/** The number that was dialled, as SIP carried it; only a call that came in through a rule has one. */
export function dialledNumber({ participant }: Pick<Call, "participant">): string | undefined {
  if (!participant?.isSip || !own(participant.attributes, "sip.ruleID")) return undefined;
  return own(participant.attributes, "sip.trunkPhoneNumber");
}

function named(call: Call, agentId: string, because: string, routes: Routes): Resolution {
  const persona = routes.agents.get(agentId);
  if (persona !== undefined) return { agentId, persona, because };
  return reject(call, `${because} names the agent ${quoted(agentId)}, which the table does not know`);
}

function reject(call: Call, because: string): Resolution {
  const number = dialledNumber(call);
  return {
    rejected: `No agent found for phone ${number ? (toE164(number) ?? quoted(number)) : "(no number)"}`,
    because,
  };
}

function whyNobody(call: Call, dialled: string | undefined): string {
  if (dialled !== undefined) return `the table does not have ${dialled}, and no default agent`;
  const number = dialledNumber(call);
  if (number) return `${quoted(number)} is not in E.164, and there is no default agent`;
  return call.participant?.isSip && own(call.participant.attributes, "sip.ruleID")
    ? "the call carries no number (hidePhoneNumber of the dispatch rule?), and there is no default agent"
    : "nothing names an agent, and there is no default agent";
}

/** The attributes under `arkenos.`, by what follows it. LiveKit deletes an attribute by making it empty. */
function ownAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(attributes).filter(([name, value]) => name.startsWith(PREFIX) && value !== "");
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(PREFIX.length), value]));
}

/** What came over the wire, as it may stand in a log. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}

function own(attributes: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
