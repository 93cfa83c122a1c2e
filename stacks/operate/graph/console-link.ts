import { livekit } from "@arkenos/provider/clouds";
import { isLiveKitCloud } from "@arkenos/provider/values/regions";
import { pageOf, partyOf } from "./kinds.js";
import type { GraphNode } from "./topology-graph.js";

/** Adds a link to the console that shows a node. Only LiveKit Cloud has a console. */
export function withConsole(node: GraphNode, livekitUrl: string): GraphNode {
  const page = pageOf(node.kind);
  const isServed = partyOf(node.kind) !== livekit.name || isLiveKitCloud(livekitUrl);
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
