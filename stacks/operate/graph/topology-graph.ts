import type { Finding, Severity } from "../doctor/finding.js";
import type { Verdict } from "../simulate/verdict.js";

/** What a node of the picture stands for. */
export type Kind =
  | "numbers"
  | "telephones"
  | "elastic-trunk"
  | "origination-url"
  | "credential-list"
  | "ip-access-control-list"
  | "inbound-trunk"
  | "outbound-trunk"
  | "dispatch-rule"
  | "worker"
  | "agent";

/**
 * Whether the cloud has it: `live` it is there and the stack's; `foreign` there, but nothing that the stack made;
 * `planned` wanted and never made; `missing` made and gone; `unseen` its cloud could not be read.
 */
export type Presence = "live" | "foreign" | "planned" | "missing" | "unseen";

/**
 * How well it is: what the doctor says of it at worst, `ok` if it looked and found nothing, `unknown` of what is not
 * there, or was not looked at. Of a number it is the verdict.
 */
export type Health = Severity | "ok" | "unknown";

/** A field as people read it: its name and its value. */
export type Field = readonly [name: string, value: string];

/** One phone number on a card of numbers. */
export interface NumberItem {
  /** In E.164. */
  readonly number: string;
  /** Twilio's id of it; undefined of a number that the account does not hold. */
  readonly sid?: string;
  readonly presence: Presence;
  readonly health: Health;
  readonly fields: readonly Field[];
  readonly findings: readonly Finding[];
  /** The page of Twilio's console that shows it. */
  readonly console?: string;
}

/** A card of the picture. Nothing in it is a secret. */
export interface GraphNode {
  /** Unique in the graph: the kind and the cloud's id. */
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  /** What stands below the title; long ones are broken, none is cut. */
  readonly lines: readonly string[];
  readonly presence: Presence;
  readonly health: Health;
  readonly fields: readonly Field[];
  readonly findings: readonly Finding[];
  /** On a card of kind `numbers`. */
  readonly numbers?: readonly NumberItem[];
  /** On a card of kind `numbers`: the id of the node of the agent that answers them, if the stack wants them answered. */
  readonly agent?: string;
  /** On an inbound trunk or a dispatch rule: the only numbers that it takes calls to. @default any */
  readonly takes?: readonly string[];
  /** The page of a console that shows it. */
  readonly console?: string;
}

/** The way of a call from one node to the next. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `in`: from the telephone network to an agent. `out`: the other way round. */
  readonly way: "in" | "out";
  /** Whether calls go there now, or only the stack wants them to. */
  readonly live: boolean;
}

/** A topology as a picture, before it is drawn. */
export interface TopologyGraph {
  /** `project/stack`. */
  readonly stack: string;
  /** When both clouds were read, in ISO 8601. */
  readonly readAt: string;
  /** In the order in which they stand in their columns, from the top: the way out above the way in. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What becomes of the calls to each of the stack's numbers. */
  readonly verdicts: readonly Verdict[];
  /** Every finding, also those about nothing that is drawn, the worst first. */
  readonly findings: readonly Finding[];
}
