import {
  DispatchRule,
  ElasticTrunk,
  InboundTrunk,
  NumberAssociation,
  OriginationUrl,
  PhoneNumber,
} from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { regionalSipDomain } from "./sip-domain.js";
import { adoptOf, adoptOfFallback } from "./topology/adopt-section.js";
import { withFormerNames } from "./topology/former-names.js";
import { mediaFor } from "./topology/encryption.js";
import { defaultRingingTimeoutStatus } from "./topology/failover.js";
import { objectNames } from "./topology/object-names.js";
import type { TopologyArgs, WholeTopology } from "./topology/topology-schema.js";
import { wayOut } from "./topology/way-out.js";
import { wholeTopology } from "./topology/whole-topology.js";

const TYPE = "arkenos:telephony:SipTopology";

/**
 * The whole way of a call between the telephone network and an agent, in both directions:
 *
 *     number → Elastic trunk → origination URL → LiveKit inbound trunk → dispatch rule → agent
 *     LiveKit outbound trunk → termination domain + credential → telephone
 *
 * It is built from the agent towards the telephone and taken down the other way round, so that no
 * call arrives where nobody listens. It takes no credentials: the provider reads them.
 *
 * @example
 * ```ts
 * new SipTopology("telephony", {
 *   sipDomain: "acme.sip.livekit.cloud",
 *   numbers: { "+15105550100": {}, "+15105550101": { purchase: true } },
 * });
 * ```
 */
export class SipTopology extends pulumi.ComponentResource {
  /** Where calls to the telephone network go in, `<name>.pstn.twilio.com`. */
  readonly terminationDomain: pulumi.Output<string>;
  /** Twilio's trunk, `TK…`. */
  readonly elasticTrunkSid: pulumi.Output<string>;
  /** LiveKit's inbound trunk, `ST_…`; undefined without numbers. */
  readonly inboundTrunkId: pulumi.Output<string> | undefined;
  /** LiveKit's dispatch rule, `SDR_…`; undefined without numbers. */
  readonly dispatchRuleId: pulumi.Output<string> | undefined;
  /** LiveKit's outbound trunk, `ST_…`; undefined without numbers to call from. */
  readonly outboundTrunkId: pulumi.Output<string> | undefined;
  /** Numbers that calls may come from, in E.164. */
  readonly fromNumbers: readonly string[];

  readonly #name: string;
  readonly #child = { parent: this };

  constructor(name: string, args: TopologyArgs, options?: pulumi.ComponentResourceOptions) {
    const whole = wholeTopology(name, args);
    super(TYPE, name, {}, withFormerNames(TYPE, name, options));
    this.#name = name;
    const numbers = Object.keys(whole.numbers);
    this.fromNumbers = whole.outbound.enabled ? (whole.outbound.fromNumbers ?? numbers) : [];

    const inbound = numbers.length > 0 ? this.#inboundTrunk(whole, numbers) : undefined;
    const rule = inbound && this.#dispatchRule(whole, inbound);
    const trunk = this.#elasticTrunk(whole, inbound);
    const urls = this.#originationUrls(whole, trunk, rule);
    if (rule) for (const number of numbers) this.#route(number, whole, trunk, [rule, ...urls]);
    const outbound =
      this.fromNumbers.length > 0 ? wayOut(name, whole, this.fromNumbers, trunk, this.#child) : undefined;

    this.terminationDomain = trunk.terminationDomain;
    this.elasticTrunkSid = trunk.trunkSid;
    this.inboundTrunkId = inbound?.id;
    this.dispatchRuleId = rule?.id;
    this.outboundTrunkId = outbound?.id;
    const { terminationDomain, elasticTrunkSid, inboundTrunkId, dispatchRuleId, outboundTrunkId } = this;
    this.registerOutputs({ terminationDomain, elasticTrunkSid, inboundTrunkId, dispatchRuleId, outboundTrunkId });
  }

  /**
   * LiveKit's trunk bears its owner's marker, Twilio's bears none; so LiveKit's comes first, and a stack
   * that uses another one's names is refused before it touches Twilio.
   */
  #elasticTrunk(
    { namePrefix, names, sipDomain, adopt, trunk, numbers }: WholeTopology,
    inbound: InboundTrunk | undefined,
  ): ElasticTrunk {
    const { transport: _, fallbackRegions: __, ...same } = trunk;
    const deliversTo = hosts(sipDomain, trunk.fallbackRegions).map(({ host }) => host);
    const objects = objectNames({ namePrefix, names });
    const lists = [objects.credentials, adoptOf(adopt, "credentialList")];
    const ours = { deliversTo, numbers: Object.keys(numbers), lists };
    const wanted = { ...same, ...ours, friendlyName: objects.trunk, adopt: adoptOf(adopt, "elasticTrunk") };
    return new ElasticTrunk(`${this.#name}-trunk`, wanted, { ...this.#child, ...(inbound && { dependsOn: inbound }) });
  }

  /** A URL goes before the rule does: it takes with it what a killed run has put on the trunk. */
  #originationUrls(
    { sipDomain, adopt, trunk, numbers }: WholeTopology,
    { id: trunkSid }: ElasticTrunk,
    rule: DispatchRule | undefined,
  ): OriginationUrl[] {
    const stackNumbers = Object.keys(numbers);
    const options = { ...this.#child, ...(rule && { dependsOn: rule }) };
    const transport = trunk.transport ?? (trunk.secure ? "tls" : "tcp");
    return hosts(sipDomain, trunk.fallbackRegions).map(({ region, host }, index) => {
      const suffix = region === undefined ? "" : `-${region}`;
      const friendlyName = `LiveKit SIP URI${suffix}`;
      const sipUrl = `sip:${host};transport=${transport}`;
      const adopted = region === undefined ? adoptOf(adopt, "originationUrl") : adoptOfFallback(adopt, region);
      const wanted = { trunkSid, friendlyName, sipUrl, priority: index + 1, weight: 1, stackNumbers, adopt: adopted };
      return new OriginationUrl(`${this.#name}-origination${suffix}`, wanted, options);
    });
  }

  #inboundTrunk({ namePrefix, names, adopt, trunk, inbound }: WholeTopology, numbers: string[]): InboundTrunk {
    const { hidePhoneNumber: _, roomPrefix: __, attributes: ___, metadata: ____, media, ...same } = inbound;
    const wanted = {
      ...same,
      name: objectNames({ namePrefix, names }).inbound,
      numbers,
      media: mediaFor(trunk.secure, media),
      ringingTimeoutStatus: inbound.ringingTimeoutStatus ?? defaultRingingTimeoutStatus(trunk),
      adopt: adoptOf(adopt, "inboundTrunk"),
    };
    return new InboundTrunk(`${this.#name}-inbound`, wanted, this.#child);
  }

  #dispatchRule(
    { namePrefix, names, agentName, adopt, inbound, numbers }: WholeTopology,
    { id: trunkId }: InboundTrunk,
  ): DispatchRule {
    const { hidePhoneNumber, roomPrefix, attributes, metadata } = inbound;
    const wanted = {
      name: objectNames({ namePrefix, names }).rule,
      trunkIds: [trunkId],
      rule: { type: "individual", roomPrefix } as const,
      roomConfig: { agents: [{ agentName }] },
      ...{ hidePhoneNumber, attributes, metadata, adopt: adoptOf(adopt, "dispatchRule") },
      stackNumbers: Object.keys(numbers),
    };
    return new DispatchRule(`${this.#name}-rule`, wanted, this.#child);
  }

  /**
   * Calls of a number may come once everything that answers them stands. The association names the
   * number itself, not the purchase's id: it stays as it is when a number becomes a bought one.
   */
  #route(
    number: string,
    { numbers }: WholeTopology,
    { id: trunkSid }: ElasticTrunk,
    answering: pulumi.Resource[],
  ): void {
    const { purchase, release, move, addressSid, bundleSid, identitySid } = numbers[number] ?? {};
    const dependsOn = [...answering];
    if (purchase) {
      const wanted = { phoneNumber: number, release, addressSid, bundleSid, identitySid };
      dependsOn.push(new PhoneNumber(`${this.#name}-number-${number}`, wanted, this.#child));
    }
    new NumberAssociation(`${this.#name}-${number}`, { number, trunkSid, move }, { ...this.#child, dependsOn });
  }
}

/** The SIP hosts that calls are delivered to, in the order in which they are tried. */
function hosts(sipDomain: string, regions: WholeTopology["trunk"]["fallbackRegions"]) {
  const fallbacks = regions.map((region) => ({ region, host: regionalSipDomain(sipDomain, region) ?? sipDomain }));
  // The SIP domain may itself be that of a region.
  return [{ region: undefined, host: sipDomain }, ...fallbacks.filter(({ host }) => host !== sipDomain)];
}
