import type { Finding, Severity } from "../doctor/finding.js";
import type { Verdict } from "../simulate/verdict.js";
import type { Kind } from "./kinds.js";

/**
 * Whether an object exists. `live`: it exists, and the stack created it. `foreign`: it exists, and the stack did not
 * create it. `planned`: the stack has not created it yet. `missing`: it was deleted. `unseen`: its cloud could not be
 * read.
 */
export type Presence = "live" | "foreign" | "planned" | "missing" | "unseen";

/**
 * The worst severity of a node's findings. `ok` if it was checked without a finding. `unknown` if it does not exist or
 * was not checked. For a number, its verdict.
 */
export type Health = Severity | "ok" | "unknown";

/** A field as text: its name and its value. */
export type Field = readonly [name: string, value: string];

/** One phone number on a card of numbers. */
export interface NumberItem {
  /** In E.164. */
  readonly number: string;
  /** Its SID; undefined for a number that the account does not own. */
  readonly sid?: string;
  readonly presence: Presence;
  readonly health: Health;
  readonly fields: readonly Field[];
  readonly findings: readonly Finding[];
  /** The page of Twilio's console that shows it. */
  readonly console?: string;
}

/** A node of the graph, drawn as a card. It contains no secrets. */
export interface GraphNode {
  /** Unique in the graph: the kind and the cloud's id. */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** Lines below the title. Long ones are wrapped, never truncated. */
  readonly lines: readonly string[];
  readonly presence: Presence;
  readonly health: Health;
  readonly fields: readonly Field[];
  readonly findings: readonly Finding[];
  /** For a card of kind `numbers`. */
  readonly numbers?: readonly NumberItem[];
  /** For a card of kind `numbers`: the node of the agent that answers them, if the stack wants them answered. */
  readonly agent?: string;
  /** For an inbound trunk or a dispatch rule: the only numbers that it takes calls to. @default any */
  readonly takes?: readonly string[];
  /** The console page that shows it. */
  readonly console?: string;
}

/** The route of calls from one node to the next. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `in`: from the telephone network to an agent; `out`: from an agent to the telephone network. */
  readonly way: "in" | "out";
  /** Whether calls go there now; if not, the stack plans it. */
  readonly live: boolean;
}

/** A topology as nodes and edges. */
export interface TopologyGraph {
  /** `project/stack`. */
  readonly stack: string;
  /** When both clouds were read, in ISO 8601. */
  readonly readAt: string;
  /** In the order of their columns, from top to bottom: outbound above inbound. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The verdict on each of the stack's numbers. */
  readonly verdicts: readonly Verdict[];
  /** All findings, worst first, including those about objects that are not drawn. */
  readonly findings: readonly Finding[];
}
