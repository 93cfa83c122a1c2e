import * as pulumi from "@pulumi/pulumi";
import { withFormerNames } from "./topology/former-names.js";
import { allowedAddresses } from "./topology/allowed-addresses.js";
import type { TopologyNodes } from "./topology/nodes.js";
import type { TopologyArgs } from "./topology/topology-args.js";
import { inboundNodes } from "./topology/inbound-nodes.js";
import { NO_OUTBOUND, outboundNodes } from "./topology/outbound-nodes.js";
import { wholeTopology } from "./topology/whole-topology.js";

const TYPE = "arkenos:telephony:SipTopology";

/**
 * The route of calls between the telephone network and an agent, in both directions:
 *
 *     number → Elastic trunk → origination URL → LiveKit inbound trunk → dispatch rule → agent
 *     LiveKit outbound trunk → termination domain + credential → telephone
 *
 * Resources are created from the agent to the telephone network and deleted in reverse, so that no call arrives before
 * something answers it. It takes no credentials for LiveKit or Twilio: the provider reads them from the config.
 *
 * @example Two numbers
 * ```ts
 * new SipTopology("telephony", {
 *   sipDomain: "acme.sip.livekit.cloud",
 *   numbers: { "+15105550100": {}, "+15105550101": { purchase: true } },
 * });
 * ```
 *
 * @example A number bought by search
 * ```ts
 * const bought = new PhoneNumber("support", { search: { areaCode: "510" } });
 * const telephony = new SipTopology("telephony", {
 *   sipDomain: "acme.sip.livekit.cloud",
 *   numbers: [{ key: "support", number: bought.phoneNumber }, { number: "+15105550100" }],
 * });
 * const trunkSid = telephony.nodes.trunk.trunkSid;
 * ```
 *
 * @example One room for all callers who know the PIN; it closes five seconds after the last one leaves
 * ```ts
 * new SipTopology("telephony", {
 *   sipDomain: "acme.sip.livekit.cloud",
 *   numbers: { "+15105550100": {} },
 *   inbound: {
 *     rule: { type: "direct", roomName: "board", pin: "2580" },
 *     roomConfig: { departureTimeoutSeconds: 5 },
 *   },
 * });
 * ```
 *
 * @example Outbound calls from your LiveKit server's addresses only
 * ```ts
 * new SipTopology("telephony", {
 *   sipDomain: "sip.acme.com",
 *   numbers: { "+15105550100": {} },
 *   trunk: { allowedAddresses: ["203.0.113.8", "198.51.100.0/24"] },
 * });
 * ```
 *
 * @example A password for inbound calls that your SIP server forwards
 * ```ts
 * new SipTopology("telephony", {
 *   sipDomain: "sip.acme.com",
 *   numbers: { "+15105550100": {} },
 *   inbound: { authUsername: "pbx", authPassword: pulumi.secret(process.env["PBX_PASSWORD"] ?? "") },
 * });
 * ```
 *
 * @example Change a resource's arguments and options
 * ```ts
 * new SipTopology("telephony", {
 *   sipDomain: "acme.sip.livekit.cloud",
 *   numbers: { "+15105550100": {} },
 *   transform: {
 *     dispatchRule: (rule, options) => {
 *       rule.krispEnabled = true;
 *       options.protect = true;
 *     },
 *     trunk: { cnamLookupEnabled: true },
 *   },
 * });
 * ```
 */
export class SipTopology extends pulumi.ComponentResource {
  /** Twilio's SIP host for outbound calls, `<name>.pstn.twilio.com`. */
  readonly terminationDomain: pulumi.Output<string>;
  /** Twilio's trunk, `TK…`. */
  readonly elasticTrunkSid: pulumi.Output<string>;
  /** LiveKit's inbound trunk, `ST_…`; undefined without numbers. */
  readonly inboundTrunkId: pulumi.Output<string> | undefined;
  /** LiveKit's dispatch rule, `SDR_…`; undefined without numbers. */
  readonly dispatchRuleId: pulumi.Output<string> | undefined;
  /** LiveKit's outbound trunk, `ST_…`; undefined without numbers to call from. */
  readonly outboundTrunkId: pulumi.Output<string> | undefined;
  /** Caller IDs of outbound calls, in E.164. */
  readonly fromNumbers: pulumi.Output<string[]>;
  /** The resources of the topology. */
  readonly nodes: TopologyNodes;

  constructor(name: string, args: TopologyArgs, options?: pulumi.ComponentResourceOptions) {
    const topology = wholeTopology(name, args);
    super(TYPE, name, {}, withFormerNames(TYPE, name, options));
    const { numbers, outbound } = topology;
    const callers = outbound.enabled ? (outbound.fromNumbers ?? numbers.map(({ number }) => number)) : [];
    const plan = { name, topology, child: { parent: this } };
    const into = inboundNodes(plan);
    const out = callers.length > 0 ? outboundNodes(plan, callers, into.trunk) : NO_OUTBOUND;
    this.nodes = { ...into, ...out.nodes, ...allowedAddresses(plan, into.trunk) };
    this.fromNumbers = pulumi.output(out.fromNumbers);

    const { trunk, inboundTrunk, dispatchRules, outboundTrunk } = this.nodes;
    this.terminationDomain = trunk.terminationDomain;
    this.elasticTrunkSid = trunk.trunkSid;
    this.inboundTrunkId = inboundTrunk?.id;
    this.dispatchRuleId = dispatchRules[0]?.id;
    this.outboundTrunkId = outboundTrunk?.id;
    const { terminationDomain, elasticTrunkSid, inboundTrunkId, dispatchRuleId, outboundTrunkId } = this;
    this.registerOutputs({ terminationDomain, elasticTrunkSid, inboundTrunkId, dispatchRuleId, outboundTrunkId });
  }
}
