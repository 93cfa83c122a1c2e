import type { Kind } from "./topology-graph.js";

/** The columns of each party, from the telephone network to the agents. */
const BANDS: readonly { readonly name: string; readonly columns: readonly (readonly Kind[])[] }[] = [
  { name: "Telephone network", columns: [["numbers", "telephones"]] },
  { name: "Twilio", columns: [["elastic-trunk"], ["origination-url", "credential-list", "ip-access-control-list"]] },
  { name: "LiveKit", columns: [["inbound-trunk", "outbound-trunk"], ["dispatch-rule"]] },
  { name: "Agents", columns: [["worker"], ["agent"]] },
];

/** The column of a kind, from the left. */
export function columnOf(kind: Kind): number {
  return BANDS.flatMap(({ columns }) => columns).findIndex((kinds) => kinds.includes(kind));
}

/** The party that a kind belongs to. */
export function bandOf(kind: Kind): string {
  return BANDS.find(({ columns }) => columns.some((kinds) => kinds.includes(kind)))?.name ?? "";
}

/** The parties, from the left. */
export const BAND_NAMES: readonly string[] = BANDS.map(({ name }) => name);
