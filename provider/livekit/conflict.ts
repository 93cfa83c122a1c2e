import type { SIPDispatchRuleInfo, SIPInboundTrunkInfo } from "@livekit/protocol";
import { adoptRemedy } from "../refusal.js";
import { normalizeNumber } from "../values/normalize-number.js";
import { type Answer, ApiError } from "../errors.js";
import type { Listing } from "../listing.js";
import { unstamp } from "./marker.js";
import type { Refusal } from "./refusals.js";

/** The lists in which a conflicting object may be. */
interface Lists {
  /** All inbound trunks. */
  readonly inboundTrunks: Listing<SIPInboundTrunkInfo>;
  /** All dispatch rules. */
  readonly dispatchRules: Listing<SIPDispatchRuleInfo>;
}

/** A write that LiveKit refuses because another object handles the same calls. */
export class ConflictError extends ApiError {
  readonly #call: string;
  readonly #answer: Answer;
  readonly #conflict: NonNullable<Refusal["conflict"]>;

  constructor(call: string, answer: Answer, conflict: NonNullable<Refusal["conflict"]>) {
    super(call, answer);
    this.#call = call;
    this.#answer = answer;
    this.#conflict = conflict;
  }

  /**
   * The same refusal, naming both sides and a remedy.
   * @param body the request, as JSON
   */
  async explained(lists: Lists, body: string): Promise<ApiError> {
    const { kind, ids } = this.#conflict;
    const { own, wanted } = requested(body);
    const others = ids.filter((id) => id !== own);
    (kind === "InboundTrunk" ? lists.inboundTrunks : lists.dispatchRules).forget();
    const [message, remedy] =
      kind === "InboundTrunk" ? await trunkConflict(lists, others, wanted) : await ruleConflict(lists, others, wanted);
    return new ApiError(this.#call, { ...this.#answer, message }, remedy);
  }
}

/** What is wrong, naming both sides, and the remedy. */
export type Explanation = readonly [message: string, remedy: string];

/** The keys of a stack's `adopt` config for the objects that may conflict. */
export const CONFLICT_KEYS = { InboundTrunk: () => "inboundTrunk", DispatchRule: () => "dispatchRule" } as const;

/**
 * What the command in a remedy assumes of the stack's adopt config, which a request to LiveKit does not contain. With
 * any other value, the command would allow other objects to be adopted by name.
 */
const STRICT = { adopt: "never" };

/** The object that LiveKit refuses. */
export interface Refused {
  /** Whether it exists already. Then another object cannot be adopted in its place. */
  readonly exists: boolean;
}

/** The trunk that LiveKit refuses: its numbers and its owner. */
export interface WantedTrunk extends Refused {
  /** The numbers that it would accept. */
  readonly numbers?: readonly string[];
  /** The marker of its stack and resource. */
  readonly owner?: string | undefined;
}

/** The content of a create or replace request. */
interface Requested {
  readonly own?: string | undefined;
  readonly wanted: WantedTrunk;
}

function requested(body: string): Requested {
  const { sipTrunkId, sipDispatchRuleId, trunk, replace } = JSON.parse(body) as Partial<
    Record<"sipTrunkId" | "sipDispatchRuleId", string> &
      Record<"trunk" | "replace", { numbers?: readonly string[]; metadata?: string }>
  >;
  const { numbers = [], metadata = "" } = trunk ?? replace ?? {};
  const own = sipTrunkId ?? sipDispatchRuleId;
  return { own, wanted: { exists: own !== undefined, numbers, owner: unstamp(metadata).owner } };
}

/** Explains why LiveKit refuses an inbound trunk: other trunks, given by id, answer its numbers. */
export async function trunkConflict(
  { inboundTrunks }: Pick<Lists, "inboundTrunks">,
  ids: readonly string[],
  wanted: WantedTrunk,
): Promise<Explanation> {
  const trunks = (await Promise.all(ids.map((id) => inboundTrunks.find(id)))).filter((trunk) => trunk !== undefined);
  const [other, second] = trunks;
  if (other === undefined) return ["Another inbound trunk answered these numbers a moment ago", "Run this again"];
  const numbers = shared(other.numbers, second?.numbers ?? wanted.numbers ?? []);
  const verb = numbers.length > 1 ? "are" : "is";
  if (second !== undefined) {
    return [
      `${textOf(numbers)} ${verb} answered by two inbound trunks, ${nameOf(other)} and ${nameOf(second)}, so LiveKit changes neither`,
      "Delete one of the two, or remove the number from it",
    ];
  }
  return [`${textOf(numbers)} ${verb} already answered by inbound trunk ${nameOf(other)}`, remedyFor(other, wanted)];
}

function remedyFor({ sipTrunkId: id, metadata }: SIPInboundTrunkInfo, wanted: WantedTrunk): string {
  const { owner } = unstamp(metadata);
  const command = `; to take the trunk over, run arkenos import --inbound-trunk ${id}`;
  const takeOver = wanted.exists ? "" : command;
  const [ours, theirs] = [wanted.owner, owner].map((mark) => mark?.split("/").slice(0, 2).join("/"));
  if (owner === undefined) {
    const adopt = wanted.exists ? "" : `, or ${adoptRemedy({ adoptKey: CONFLICT_KEYS.InboundTrunk }, id, STRICT)}`;
    return `It carries no stack's marker. Remove the number from it, or delete it${takeOver}${adopt}`;
  }
  if (theirs === ours) {
    return `It is another resource of this stack: keep one of the two. If the resource was renamed, give it, or the SipTopology that contains it, an alias with the old name, such as aliases: [{ name: "${owner.split("/").slice(2).join("/")}" }]`;
  }
  return `Remove the number from that stack first, or from this one${takeOver}`;
}

/** Explains why LiveKit refuses a dispatch rule: another rule, given by id, takes the same calls. */
export async function ruleConflict(
  { dispatchRules, inboundTrunks }: Lists,
  ids: readonly string[],
  { exists }: Refused,
): Promise<Explanation> {
  const [id] = ids;
  if (id === undefined) {
    return ["The rule takes the same calls twice", "Remove duplicates from trunkIds, numbers or inboundNumbers"];
  }
  const rule = await dispatchRules.find(id);
  const trunks = await Promise.all((rule?.trunkIds ?? []).map((trunk) => inboundTrunks.find(trunk)));
  const known = trunks.filter((trunk) => trunk !== undefined).map(nameOf);
  const calls = rule?.trunkIds.length === 0 ? "of every trunk" : `of inbound trunk ${known.join(" and ") || "unknown"}`;
  const takeOver = `; to take the rule over, run arkenos import --dispatch-rule ${id}, or ${adoptRemedy({ adoptKey: CONFLICT_KEYS.DispatchRule }, id, STRICT)}`;
  return [
    `Dispatch rule ${id} "${rule?.name ?? ""}" already takes these calls, ${calls}`,
    `Delete it, or distinguish the two by numbers or a PIN${exists ? "" : takeOver}`,
  ];
}

/** `ST_abc "Support" of acme/prod/telephony-inbound`. */
function nameOf({ sipTrunkId, name, metadata }: SIPInboundTrunkInfo): string {
  const { owner } = unstamp(metadata);
  return `${sipTrunkId} "${name}"${owner === undefined ? "" : ` of ${owner}`}`;
}

/** The numbers on both trunks, compared as LiveKit does. */
function shared(one: readonly string[], other: readonly string[]): string[] {
  const known = new Set(one.map(normalizeNumber));
  return [...new Set(other.filter((number) => known.has(normalizeNumber(number))))];
}

function textOf(numbers: readonly string[]): string {
  if (numbers.length === 0) return "Any number";
  return numbers.length > 3
    ? `${numbers.slice(0, 3).join(", ")} and ${numbers.length - 3} more`
    : numbers.join(" and ");
}
