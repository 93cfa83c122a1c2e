import { parseSipUri } from "@arkenos/provider/values/sip-uri";
import type { Finding } from "../doctor/finding.js";
import type { Seen, SeenCredentialList, SeenTrunk } from "../observe/observed.js";
import type { GraphObjects } from "./graph-objects.js";
import { fieldList } from "./field-list.js";
import { findingsAbout, healthOf } from "./health.js";
import type { GraphObject } from "./graph-object.js";
import type { GraphNode } from "./topology-graph.js";

/** The cards of Twilio's objects. */
export function twilioNodes(objects: GraphObjects, findings: readonly Finding[]): GraphNode[] {
  return [
    ...objects.trunks.map((object) => trunkNode(object, findings)),
    ...objects.credentialLists.map((object) => credentialListNode(object, findings)),
    ...objects.ipLists.map((object) => ipListNode(object, findings)),
    ...objects.urls.map((object) => urlNode(object, findings)),
  ];
}

function trunkNode({ node, kind, id, presence, seen }: GraphObject<SeenTrunk>, all: readonly Finding[]): GraphNode {
  const { props, attrs } = seen ?? { props: {}, attrs: {} };
  const domain = attrs.terminationDomain ?? "";
  const findings = findingsAbout(all, ["elastic-trunk"], [id, props.friendlyName]);
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence, seen?.children !== undefined), findings },
    title: props.friendlyName || id,
    lines: [domain, props.secure ? "secure: TLS and SRTP" : ""].filter(Boolean),
    fields: fieldList({
      SID: seen && id,
      "termination domain": domain,
      authentication: attrs.authType,
      secure: props.secure,
      transfer: props.transferMode,
      recording: props.recording?.mode,
      "caller name lookup": props.cnamLookupEnabled,
    }),
  };
}

function urlNode(
  { node, kind, id, presence, seen }: GraphObject<Seen<"OriginationUrl">>,
  all: readonly Finding[],
): GraphNode {
  const props = seen?.props ?? {};
  const findings = findingsAbout(all, ["origination-url"], [id, id.split("/").at(-1), props.sipUrl]);
  const { user, address = props.sipUrl, transport, edge } = parseSipUri(props.sipUrl ?? "") ?? {};
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence), findings },
    title: [user, address].filter(Boolean).join("@") || id,
    lines: [
      transport === undefined ? "" : `transport=${transport}`,
      edge === undefined ? "" : `edge=${edge}`,
      ...(seen ? [`priority ${props.priority}, weight ${props.weight}`] : []),
      props.enabled === false ? "disabled" : "",
    ].filter(Boolean),
    fields: fieldList({
      SID: seen && id,
      name: props.friendlyName,
      URL: props.sipUrl,
      priority: props.priority,
      weight: props.weight,
      enabled: props.enabled,
    }),
  };
}

function credentialListNode(object: GraphObject<SeenCredentialList>, all: readonly Finding[]): GraphNode {
  const { node, kind, id, presence, seen } = object;
  const usernames = seen?.usernames;
  const findings = findingsAbout(all, ["credential-list"], [id, seen?.props.friendlyName]);
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence, usernames !== undefined), findings },
    title: seen?.props.friendlyName || id,
    lines: usernames ? [usernames.length === 0 ? "no users" : `user ${usernames.join(", ")}`] : [],
    fields: fieldList({ SID: seen && id, usernames }),
  };
}

function ipListNode({ node, kind, id, presence }: GraphObjects["ipLists"][number], all: readonly Finding[]): GraphNode {
  const findings = findingsAbout(all, ["credential-list"], [id]);
  return {
    ...{ id: node, kind, presence, health: healthOf(findings, presence, false), findings },
    ...{ title: id, lines: [], fields: fieldList({ SID: id }) },
  };
}
