import { type Desired, stateObjectsOf } from "../desired/desired.js";
import type { Finding } from "../doctor/finding.js";
import type { Noun, Observed, Seen, SeenCredentialList, SeenTrunk } from "../observe/observed.js";
import { wantedNumbers } from "../simulate/wanted.js";
import { hostOfSipUri } from "@arkenos/provider/values/sip-uri";
import { objectNames } from "@arkenos/stacks/object-names";
import { type GraphObject, objectsOfKind, type WantedObjects } from "./graph-object.js";

/** The objects that a graph shows, by kind. */
export interface GraphObjects {
  readonly trunks: readonly GraphObject<SeenTrunk>[];
  readonly urls: readonly GraphObject<Seen<"OriginationUrl">>[];
  readonly credentialLists: readonly GraphObject<SeenCredentialList>[];
  /** Lists attached to a trunk; only their ids are read. */
  readonly ipLists: readonly GraphObject<{ readonly id: string }>[];
  readonly inboundTrunks: readonly GraphObject<Seen<"InboundTrunk">>[];
  readonly rules: readonly GraphObject<Seen<"DispatchRule">>[];
  readonly outboundTrunks: readonly GraphObject<Seen<"OutboundTrunk">>[];
}

/**
 * Selects the objects to draw: those that the stack created or wants, and of the others in both accounts only those
 * that affect one of its numbers or have a finding.
 */
export function graphObjectsOf(desired: Desired, observed: Observed, findings: readonly Finding[]): GraphObjects {
  const { outbound } = desired.config;
  const names = objectNames(desired.config);
  const ours = new Set(wantedNumbers(desired).map(({ number }) => number));
  const here = desired.held.filter(({ elsewhere }) => elsewhere === undefined);
  const callable = ours.size > 0;
  const dials = outbound.enabled && (outbound.fromNumbers?.length ?? ours.size) > 0;
  const wanted = (noun: Noun, name?: string): WantedObjects => ({
    ids: stateObjectsOf({ held: here }, noun).map(({ id }) => id),
    ...(name !== undefined && { name }),
  });
  const reported = new Set(findings.map(({ subject }) => subject.id));
  const twilio = observed.twilio.readable ? observed.twilio : undefined;
  const livekit = observed.livekit.readable ? observed.livekit : undefined;

  const holding = new Set(
    twilio?.numbers.filter((number) => ours.has(number.phoneNumber)).map((number) => number.trunkSid),
  );
  const trunks = objectsOfKind({
    ...{ kind: "elastic-trunk", seen: twilio?.trunks, wanted: wanted("ElasticTrunk", names.trunk) },
    nameOf: ({ props }: SeenTrunk) => props.friendlyName,
    matters: ({ id }: SeenTrunk) => holding.has(id) || reported.has(id),
  });
  const children = trunks.flatMap(({ seen }) => seen?.children ?? []);
  const attached = new Set(children.flatMap(({ credentialLists }) => credentialLists));
  const inboundTrunks = objectsOfKind({
    ...{ kind: "inbound-trunk", seen: livekit?.inboundTrunks },
    wanted: wanted("InboundTrunk", callable ? names.inbound : undefined),
    nameOf: ({ props }: Seen<"InboundTrunk">) => props.name,
    matters: ({ id, props }: Seen<"InboundTrunk">) =>
      reported.has(id) || !!props.numbers?.some((number) => ours.has(number)),
  });
  const answering = new Set(inboundTrunks.map(({ id }) => id));
  return {
    trunks,
    inboundTrunks,
    urls: objectsOfKind({
      ...{ kind: "origination-url", seen: twilio && children.flatMap(({ originationUrls }) => originationUrls) },
      wanted: wanted("OriginationUrl", desired.config.sipDomain),
      nameOf: ({ props }: Seen<"OriginationUrl">) => hostOfSipUri(props.sipUrl ?? ""),
      matters: () => true,
    }),
    credentialLists: objectsOfKind({
      ...{ kind: "credential-list", seen: twilio?.credentialLists },
      wanted: wanted("CredentialList", dials ? names.credentials : undefined),
      nameOf: ({ props }: SeenCredentialList) => props.friendlyName,
      matters: ({ id }: SeenCredentialList) => attached.has(id) || reported.has(id),
    }),
    ipLists: objectsOfKind({
      ...{ kind: "ip-access-control-list", wanted: { ids: [] }, nameOf: () => undefined, matters: () => true },
      seen: twilio && children.flatMap(({ ipAccessControlLists }) => ipAccessControlLists.map((id) => ({ id }))),
    }),
    rules: objectsOfKind({
      ...{ kind: "dispatch-rule", seen: livekit?.dispatchRules },
      wanted: wanted("DispatchRule", callable ? names.rule : undefined),
      nameOf: ({ props }: Seen<"DispatchRule">) => props.name,
      matters: ({ id, props }: Seen<"DispatchRule">) =>
        reported.has(id) || props.trunkIds?.length === 0 || !!props.trunkIds?.some((trunk) => answering.has(trunk)),
    }),
    outboundTrunks: objectsOfKind({
      ...{ kind: "outbound-trunk", seen: livekit?.outboundTrunks },
      wanted: wanted("OutboundTrunk", dials ? names.outbound : undefined),
      nameOf: ({ props }: Seen<"OutboundTrunk">) => props.name,
      matters: ({ id }: Seen<"OutboundTrunk">) => reported.has(id),
    }),
  };
}
