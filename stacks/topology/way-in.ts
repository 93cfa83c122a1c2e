import {
  DispatchRule,
  type DispatchRuleArgs,
  ElasticTrunk,
  InboundTrunk,
  NumberAssociation,
  OriginationUrl,
  PhoneNumber,
} from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { adoptOf, adoptOfFallback, adoptOfOthers } from "./adopt-section.js";
import { mediaFor } from "./encryption.js";
import { defaultRingingTimeoutStatus } from "./failover.js";
import { hostsOf } from "./hosts.js";
import type { NumberNodes, WayIn } from "./nodes.js";
import { ofDispatchRule, ofInboundTrunk } from "./inbound-section.js";
import { objectNames } from "./object-names.js";
import { fieldsOf } from "./props-of.js";
import { ofInboundAuth } from "./program-sections.js";
import { ruleName } from "./rule-name.js";
import type { Topology, TopologyNumber } from "./topology-args.js";
import { made } from "./transform.js";
import { ofElasticTrunk } from "./trunk-section.js";

/** What a topology's resources are made of: its name, its arguments, and the options of each child. */
export interface Plan {
  readonly name: string;
  readonly topology: Topology;
  readonly child: pulumi.CustomResourceOptions;
}

/** Number → Elastic trunk → origination URL → LiveKit inbound trunk → dispatch rule; made from the end. */
export function wayIn(plan: Plan): WayIn {
  const { numbers } = plan.topology;
  const inbound = numbers.length > 0 ? inboundTrunk(plan) : undefined;
  const rules = inbound === undefined ? [] : dispatchRules(plan, inbound);
  const trunk = elasticTrunk(plan, inbound);
  const urls = originationUrls(plan, trunk, rules);
  const answering = [...rules, ...urls];
  return {
    ...{ inboundTrunk: inbound, dispatchRules: rules, trunk, originationUrls: urls },
    numbers: Object.fromEntries(numbers.map((number) => [number.key, routed(plan, number, trunk, answering)])),
  };
}

/**
 * LiveKit's trunk bears its owner's marker, Twilio's bears none; so LiveKit's comes first, and a stack
 * that uses another one's names is refused before it touches Twilio.
 */
function elasticTrunk({ name, topology, child }: Plan, inbound: InboundTrunk | undefined): ElasticTrunk {
  const { adopt, trunk, transform } = topology;
  const objects = objectNames(topology);
  const deliversTo = hostsOf(topology).map(({ host }) => host);
  const lists = [objects.credentials, adoptOf(adopt, "credentialList")];
  const ours = { deliversTo, numbers: numbersOf(topology.numbers), lists };
  const wanted = {
    ...fieldsOf(trunk, ofElasticTrunk),
    ...ours,
    friendlyName: objects.trunk,
    adopt: adoptOf(adopt, "elasticTrunk"),
  };
  const options = { ...child, ...(inbound && { dependsOn: inbound }) };
  return made(ElasticTrunk, transform.trunk, `${name}-trunk`, wanted, options);
}

/** A URL goes before the rule does: it takes with it what a killed run has put on the trunk. */
function originationUrls(
  { name, topology, child }: Plan,
  { id: trunkSid }: ElasticTrunk,
  dependsOn: readonly DispatchRule[],
): OriginationUrl[] {
  const { adopt, trunk, transform } = topology;
  const options = { ...child, ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }) };
  const transport = trunk.transport ?? (trunk.secure ? "tls" : "tcp");
  return hostsOf(topology).map(({ region, host }, index) => {
    const suffix = region === undefined ? "" : `-${region}`;
    const wanted = {
      ...{ trunkSid, friendlyName: `LiveKit SIP URI${suffix}`, priority: index + 1, weight: 1 },
      sipUrl: pulumi.interpolate`sip:${host};transport=${transport}`,
      stackNumbers: numbersOf(topology.numbers),
      adopt: region === undefined ? adoptOf(adopt, "originationUrl") : adoptOfFallback(adopt, region),
    };
    return made(OriginationUrl, transform.originationUrl, `${name}-origination${suffix}`, wanted, options);
  });
}

function inboundTrunk({ name, topology, child }: Plan): InboundTrunk {
  const { adopt, trunk, inbound, transform } = topology;
  const { fallbackRegions } = trunk;
  const ringsOut = pulumi
    .output(trunk.disasterRecoveryUrl)
    .apply((disasterRecoveryUrl) => defaultRingingTimeoutStatus({ fallbackRegions, disasterRecoveryUrl }));
  const wanted = {
    ...fieldsOf(inbound, ofInboundTrunk),
    ...fieldsOf(inbound, ofInboundAuth),
    name: objectNames(topology).inbound,
    numbers: numbersOf(topology.numbers),
    media: mediaFor(trunk.secure, inbound.media),
    ringingTimeoutStatus: inbound.ringingTimeoutStatus ?? ringsOut,
    adopt: adoptOf(adopt, "inboundTrunk"),
  };
  return made(InboundTrunk, transform.inboundTrunk, `${name}-inbound`, wanted, child);
}

/** A rule for all numbers, and one for the numbers of each other worker: LiveKit prefers a rule that names the number. */
function dispatchRules({ name, topology, child }: Plan, { id: trunkId }: InboundTrunk): DispatchRule[] {
  const { adopt, inbound, transform, numbers } = topology;
  const rule = (agentName: pulumi.Input<string>, worker?: string) => {
    const ofAll = objectNames(topology).rule;
    const wanted = {
      name: worker === undefined ? ofAll : pulumi.interpolate`${ofAll} ${worker}`,
      trunkIds: [trunkId],
      rule: inbound.rule ?? ({ type: "individual", roomPrefix: inbound.roomPrefix } as const),
      ...(worker !== undefined && { numbers: numbersOf(numbers.filter((number) => number.agentName === worker)) }),
      roomConfig: { ...(inbound.roomConfig as DispatchRuleArgs["roomConfig"]), agents: [{ agentName }] },
      ...fieldsOf(inbound, ofDispatchRule),
      stackNumbers: numbersOf(numbers),
      adopt: worker === undefined ? adoptOf(adopt, "dispatchRule") : adoptOfOthers(adopt),
    };
    return made(DispatchRule, transform.dispatchRule, ruleName(name, worker), wanted, child);
  };
  const workers = numbers.flatMap(({ agentName }) => (agentName === topology.agentName ? [] : (agentName ?? [])));
  return [rule(topology.agentName), ...[...new Set(workers)].map((worker) => rule(worker, worker))];
}

/**
 * Calls of a number may come once everything that answers them stands. The association names the
 * number itself, not the purchase's id: it stays as it is when a number becomes a bought one.
 */
function routed(
  { name, topology: { transform }, child }: Plan,
  { key, number, purchase, release, move, addressSid, bundleSid, identitySid }: TopologyNumber,
  { id: trunkSid }: ElasticTrunk,
  answering: readonly pulumi.Resource[],
): NumberNodes {
  const bought = { phoneNumber: number, release, addressSid, bundleSid, identitySid };
  const phoneNumber = purchase
    ? made(PhoneNumber, transform.phoneNumber, `${name}-number-${key}`, bought, child)
    : undefined;
  const dependsOn = [...answering, ...(phoneNumber ? [phoneNumber] : [])];
  const wanted = { number, trunkSid, move };
  const options = { ...child, dependsOn };
  const association = made(NumberAssociation, transform.numberAssociation, `${name}-${key}`, wanted, options);
  return { association, phoneNumber };
}

function numbersOf(numbers: readonly TopologyNumber[]): pulumi.Input<string>[] {
  return numbers.map(({ number }) => number);
}
