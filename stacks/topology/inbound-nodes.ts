import {
  DispatchRule,
  type DispatchRuleArgs,
  ElasticTrunk,
  InboundTrunk,
  type InboundTrunkArgs,
  NumberAssociation,
  OriginationUrl,
  PhoneNumber,
} from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { adoptOf, adoptOfFallback, adoptOfOthers } from "./adopt.js";
import { defaultRingingTimeoutStatus } from "./failover.js";
import { hostsOf } from "./hosts.js";
import type { NumberNodes, InboundNodes } from "./nodes.js";
import { ofDispatchRule, ofInboundTrunk } from "./inbound-section.js";
import { programNames } from "./program-names.js";
import { fieldsOf } from "./props-of.js";
import { ofInboundAuth } from "./program-sections.js";
import { ruleName } from "./rule-name.js";
import { ifSecure, mediaFor } from "./secure.js";
import type { Topology, TopologyNumber } from "./topology-args.js";
import { made } from "./transform.js";
import { ofElasticTrunk } from "./trunk-section.js";

/** The inputs of a topology's resources: its name, its arguments, and the options of each child. */
export interface Plan {
  readonly name: string;
  readonly topology: Topology;
  readonly child: pulumi.CustomResourceOptions;
}

/** Creates the resources of inbound calls, from the dispatch rule back to the number. */
export function inboundNodes(plan: Plan): InboundNodes {
  const { numbers } = plan.topology;
  const inbound = numbers.length > 0 ? inboundTrunk(plan) : undefined;
  const rules = inbound === undefined ? [] : dispatchRules(plan, inbound);
  const trunk = elasticTrunk(plan, inbound);
  const urls = originationUrls(plan, trunk, rules);
  const answering = [...rules, ...urls];
  return {
    ...{ inboundTrunk: inbound, dispatchRules: rules, trunk, originationUrls: urls },
    numbers: Object.fromEntries(numbers.map((number) => [number.key, numberNodes(plan, number, trunk, answering)])),
  };
}

/**
 * LiveKit's trunk has an owner's marker, and Twilio's has none. LiveKit's is created first, so that a stack with the
 * names of another stack is refused before it changes anything at Twilio.
 */
function elasticTrunk({ name, topology, child }: Plan, inbound: InboundTrunk | undefined): ElasticTrunk {
  const { adopt, trunk, transform } = topology;
  const objects = programNames(topology);
  const deliversTo = hostsOf(topology).map(({ host }) => host);
  const addresses = trunk.allowedAddresses.length > 0 ? [objects.addresses] : [];
  const lists = [objects.credentials, ...addresses, adoptOf(adopt, "credentialList")];
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

/** On destroy, a URL is deleted before the rule, together with the numbers that a killed run left on the trunk. */
function originationUrls(
  { name, topology, child }: Plan,
  { id: trunkSid }: ElasticTrunk,
  dependsOn: readonly DispatchRule[],
): OriginationUrl[] {
  const { adopt, trunk, transform } = topology;
  const options = { ...child, ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }) };
  const transport = trunk.transport ?? ifSecure(trunk.secure, "tls", "tcp");
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
    ...(fieldsOf(inbound, ofInboundTrunk) as Pick<InboundTrunkArgs, keyof typeof ofInboundTrunk>),
    ...fieldsOf(inbound, ofInboundAuth),
    name: programNames(topology).inbound,
    numbers: numbersOf(topology.numbers),
    media: mediaFor(trunk.secure, inbound.media) as InboundTrunkArgs["media"],
    ringingTimeoutStatus: inbound.ringingTimeoutStatus ?? ringsOut,
    adopt: adoptOf(adopt, "inboundTrunk"),
  };
  return made(InboundTrunk, transform.inboundTrunk, `${name}-inbound`, wanted, child);
}

/** One rule for all numbers, and one for each other worker's numbers. LiveKit prefers a rule that lists the number. */
function dispatchRules({ name, topology, child }: Plan, { id: trunkId }: InboundTrunk): DispatchRule[] {
  const { adopt, inbound, transform, numbers } = topology;
  const rule = (agentName: pulumi.Input<string>, worker?: string) => {
    const ofAll = programNames(topology).rule;
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
 * Attaches a number after everything that answers its calls exists. The association refers to the number, not to the
 * purchase's id, so it does not change when `purchase` is set later.
 */
function numberNodes(
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
