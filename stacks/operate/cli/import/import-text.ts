import { shown } from "@arkenos/provider/text";
import { type Found, foundOf, type Inventory, numbersOn } from "../../import/inventory.js";
import { KINDS, kinds } from "../../import/kinds.js";
import type { ImportPlan } from "../../import/plan.js";
import { table } from "../terminal/table.js";

/** An object of the accounts as a row: its kind, owner and connections. */
export interface FoundRow extends Found {
  readonly carries: string;
}

/** Everything that was found, as rows. */
export function foundRows(inventory: Inventory): FoundRow[] {
  return kinds.flatMap((kind) =>
    foundOf(inventory, kind).map((found) => ({ ...found, carries: carried(inventory, found) })),
  );
}

/** A row as a sentence. */
export function foundLine({ kind, id, name, owner, carries }: FoundRow): string {
  return shown(`found: ${KINDS[kind].words} ${id} "${name}"${owner === undefined ? "" : ` of ${owner}`}: ${carries}`);
}

/** The rows as a table. */
export function foundText(rows: readonly FoundRow[]): string {
  if (rows.length === 0) return "The accounts have no trunks, dispatch rules or credential lists.";
  return table(
    ["FOUND", "ID", "NAME", "OWNER", "CARRIES"],
    rows.map(({ kind, id, name, owner = "-", carries }) => [KINDS[kind].words, id, name, owner, carries]),
  );
}

/** What is imported, and what `up` will create. */
export function planText({ taken, left }: ImportPlan): string {
  return [
    ...taken.map(({ step, id, reason }) => `= ${step.cloud.padEnd(7)} ${step.label}: ${id}, because ${reason}`),
    ...left.map(({ step, reason }) => `+ ${step.cloud.padEnd(7)} ${step.label}: up will create it; ${reason}`),
    `${taken.length} to import, ${left.length} to be created by up.`,
  ]
    .map(shown)
    .join("\n");
}

function carried(inventory: Inventory, { kind, id }: Found): string {
  const { livekit, twilio } = inventory;
  if (kind === "elasticTrunk") {
    const urls = twilio.trunks.find((trunk) => trunk.id === id)?.children?.originationUrls ?? [];
    const to = urls.map(({ props }) => props.sipUrl).join(", ");
    return `${listed(numbersOn(inventory, id), "no numbers")} → ${to || "nowhere"}`;
  }
  if (kind === "inboundTrunk")
    return listed(livekit.inboundTrunks.find((trunk) => trunk.id === id)?.props.numbers, "any number");
  if (kind === "outboundTrunk") {
    const { address = "", numbers } = livekit.outboundTrunks.find((trunk) => trunk.id === id)?.props ?? {};
    return `${listed(numbers, "no numbers")} → ${address}`;
  }
  if (kind === "dispatchRule") {
    const { trunkIds, rule, roomConfig } = livekit.dispatchRules.find((each) => each.id === id)?.props ?? {};
    const agents = roomConfig?.agents.map(({ agentName }) => agentName).join(", ");
    return `calls of ${listed(trunkIds, "every trunk")}${rule?.pin ? ", with a PIN" : ""} → ${agents || "no agent"}`;
  }
  const on = twilio.trunks.filter(({ children }) => children?.credentialLists.includes(id)).map((trunk) => trunk.id);
  return `on ${listed(on, "no trunk")}`;
}

function listed(items: readonly string[] = [], none: string): string {
  if (items.length === 0) return none;
  return items.length > 3 ? `${items.slice(0, 3).join(", ")} and ${items.length - 3} more` : items.join(", ");
}
