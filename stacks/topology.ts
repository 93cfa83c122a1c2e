import {
  Credential,
  CredentialList,
  DispatchRule,
  ElasticTrunk,
  InboundTrunk,
  NumberAssociation,
  OriginationUrl,
  OutboundTrunk,
  PhoneNumber,
  TrunkCredentialList,
} from "@arkenos/provider";
import * as pulumi from "@pulumi/pulumi";
import { regionalSipDomain } from "./sip-domain.js";
import { completeTopology, type TopologyArgs, type WholeTopology } from "./topology-args.js";

/** Names of the product; `namePrefix` takes the place of the first word. */
const names = (prefix: string) => ({
  trunk: `${prefix} Inbound`,
  inbound: `${prefix} Inbound`,
  rule: `${prefix} Dispatch`,
  outbound: `${prefix} Outbound`,
  credentials: `${prefix} LiveKit`,
});

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
 * new SipTopology("telephony", {
 *   sipDomain: "acme.sip.livekit.cloud",
 *   numbers: { "+15105550100": {}, "+15105550101": { purchase: true } },
 * });
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
    super("arkenos:telephony:SipTopology", name, {}, options);
    this.#name = name;
    const whole = completeTopology(args);
    const numbers = Object.keys(whole.numbers);
    this.fromNumbers = whole.outbound.enabled ? (whole.outbound.fromNumbers ?? numbers) : [];

    const trunk = this.#elasticTrunk(whole);
    const urls = this.#originationUrls(whole, trunk);
    const inbound = numbers.length > 0 ? this.#inboundTrunk(whole, numbers) : undefined;
    const rule = inbound && this.#dispatchRule(whole, inbound);
    if (rule) for (const number of numbers) this.#route(number, whole, trunk, [rule, ...urls]);
    const outbound = this.fromNumbers.length > 0 ? this.#outboundTrunk(whole, trunk) : undefined;

    this.terminationDomain = trunk.terminationDomain;
    this.elasticTrunkSid = trunk.trunkSid;
    this.inboundTrunkId = inbound?.id;
    this.dispatchRuleId = rule?.id;
    this.outboundTrunkId = outbound?.id;
    this.registerOutputs();
  }

  #elasticTrunk({ namePrefix, sipDomain, adopt, trunk: { transport: _, fallbackRegions, ...trunk } }: WholeTopology): ElasticTrunk {
    const deliversTo = [sipDomain, ...fallbackRegions.map((region) => regionalSipDomain(sipDomain, region) ?? sipDomain)];
    return new ElasticTrunk(`${this.#name}-trunk`, { friendlyName: names(namePrefix).trunk, ...trunk, deliversTo, adopt }, this.#child);
  }

  #originationUrls({ sipDomain, adopt, trunk }: WholeTopology, { id: trunkSid }: ElasticTrunk): OriginationUrl[] {
    const transport = trunk.transport ?? (trunk.secure ? "tls" : "tcp");
    const url = (suffix: string, host: string, priority: number) =>
      new OriginationUrl(
        `${this.#name}-origination${suffix}`,
        { trunkSid, friendlyName: `LiveKit SIP URI${suffix}`, sipUrl: `sip:${host};transport=${transport}`, priority, weight: 1, adopt },
        this.#child,
      );
    return [
      url("", sipDomain, 1),
      ...trunk.fallbackRegions.map((region, index) => url(`-${region}`, regionalSipDomain(sipDomain, region) ?? sipDomain, index + 2)),
    ];
  }

  #inboundTrunk({ namePrefix, adopt, inbound }: WholeTopology, numbers: string[]): InboundTrunk {
    const { hidePhoneNumber: _, roomPrefix: __, attributes: ___, metadata: ____, ...trunk } = inbound;
    return new InboundTrunk(`${this.#name}-inbound`, { name: names(namePrefix).inbound, numbers, ...trunk, adopt }, this.#child);
  }

  #dispatchRule({ namePrefix, agentName, adopt, inbound }: WholeTopology, { id: trunkId }: InboundTrunk): DispatchRule {
    const { hidePhoneNumber, roomPrefix, attributes, metadata } = inbound;
    return new DispatchRule(
      `${this.#name}-rule`,
      {
        name: names(namePrefix).rule,
        trunkIds: [trunkId],
        rule: { type: "individual", roomPrefix },
        roomConfig: { agents: [{ agentName }] },
        ...{ hidePhoneNumber, attributes, metadata, adopt },
      },
      this.#child,
    );
  }

  /** Calls of a number may come once everything that answers them stands. */
  #route(number: string, { numbers }: WholeTopology, { id: trunkSid }: ElasticTrunk, dependsOn: pulumi.Resource[]): void {
    const { purchase, release, move, addressSid, bundleSid, identitySid } = numbers[number] ?? {};
    const bought =
      purchase || release
        ? new PhoneNumber(`${this.#name}-number-${number}`, { phoneNumber: number, release, addressSid, bundleSid, identitySid }, this.#child)
        : undefined;
    const association = { number: bought?.id ?? number, trunkSid, move };
    new NumberAssociation(`${this.#name}-${number}`, association, { ...this.#child, dependsOn });
  }

  #outboundTrunk({ namePrefix, adopt, trunk: { secure }, outbound }: WholeTopology, elastic: ElasticTrunk): OutboundTrunk {
    const { enabled: _, fromNumbers: __, rotation, address, transport, ...trunk } = outbound;
    const name = { name: names(namePrefix).outbound, numbers: [...this.fromNumbers], transport: transport ?? (secure && address === undefined ? "tls" : "auto") };
    if (address !== undefined) return new OutboundTrunk(`${this.#name}-outbound`, { ...name, ...trunk, address, adopt }, this.#child);

    // A trunk of this name that serves somebody else is refused before its credentials are touched.
    const list = new CredentialList(`${this.#name}-credentials`, { friendlyName: names(namePrefix).credentials, adopt }, { ...this.#child, dependsOn: elastic });
    const credential = new Credential(`${this.#name}-credential`, { credentialListSid: list.id, username: "livekit", rotation }, this.#child);
    const attachment = new TrunkCredentialList(`${this.#name}-trunk-credentials`, { trunkSid: elastic.id, credentialListSid: list.id }, this.#child);
    const { authUsername, authPassword } = credential;
    return new OutboundTrunk(
      `${this.#name}-outbound`,
      { ...name, ...trunk, address: elastic.terminationDomain, authUsername, authPassword, adopt },
      { ...this.#child, dependsOn: attachment },
    );
  }
}
