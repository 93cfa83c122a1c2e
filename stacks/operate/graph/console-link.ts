import type { GraphNode, Kind } from "./topology-graph.js";

const TWILIO = "https://1console.twilio.com/go?to=/account/__account__/us1/sip-trunking";
const LIVEKIT = "https://cloud.livekit.io/projects/p_/telephony";

/** The console pages that the providers' documentation links to. Each asks for the account or the project. */
const PAGES: Readonly<Partial<Record<Kind, string>>> = {
  "elastic-trunk": `${TWILIO}/manage/trunks`,
  "origination-url": `${TWILIO}/manage/trunks`,
  "credential-list": `${TWILIO}/overview`,
  "ip-access-control-list": `${TWILIO}/overview`,
  "inbound-trunk": `${LIVEKIT}/trunks`,
  "outbound-trunk": `${LIVEKIT}/trunks`,
  "dispatch-rule": `${LIVEKIT}/dispatch`,
};

/** Adds a link to the console that shows a node. Only LiveKit Cloud has a console. */
export function withConsole(node: GraphNode, livekitUrl: string): GraphNode {
  const page = PAGES[node.kind];
  const isServed = page?.startsWith(TWILIO) || (URL.canParse(livekitUrl) && isCloud(new URL(livekitUrl).hostname));
  const isThere = node.presence === "live" || node.presence === "foreign";
  return {
    ...node,
    ...(page !== undefined && isThere && isServed && { console: page }),
    ...(node.numbers && {
      numbers: node.numbers.map((item) => (item.sid === undefined ? item : { ...item, console: numberPage(item.sid) })),
    }),
  };
}

function numberPage(sid: string): string {
  return `https://console.twilio.com/us1/develop/phone-numbers/manage/incoming/${encodeURIComponent(sid)}/configure`;
}

function isCloud(host: string): boolean {
  return host.endsWith(".livekit.cloud");
}
