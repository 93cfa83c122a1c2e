import { PhoneNumber } from "@arkenos/provider";
import { SipTopology, type TopologyArgs } from "@arkenos/stacks";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Programs that the type checker accepts, and errors that it reports before a preview. This file is compiled and never
 * run.
 */
export function programs(
  known: pulumi.Output<string>,
  decided: pulumi.Output<boolean>,
  policy: pulumi.Output<"never">,
  headers: pulumi.Output<Record<string, string>>,
  callers: readonly string[],
): void {
  const sipDomain = "acme.sip.livekit.cloud";
  const { phoneNumber } = new PhoneNumber("support", { search: { areaCode: "510" } });

  const right: TopologyArgs[] = [
    { sipDomain },
    { sipDomain: known, numbers: { "+15105550100": { purchase: true, addressSid: known } } },
    { sipDomain, numbers: [{ number: "+15105550100" }, { key: "support", number: phoneNumber }] },
    { sipDomain, trunk: { domainName: known, disasterRecoveryUrl: known }, outbound: { fromNumbers: [phoneNumber] } },
    { sipDomain, inbound: { headers: { "X-Team": known }, media: { mediaTimeoutSeconds: 30 } } },
    { sipDomain, trunk: { allowedAddresses: ["203.0.113.8"] } },
    { sipDomain, trunk: { fallbackRegions: ["eu"] as const }, outbound: { fromNumbers: callers } },
    { sipDomain, inbound: { headers, attributes: headers, allowedNumbers: callers } },
    { sipDomain, namePrefix: known, trunk: { secure: decided }, adopt: { inboundTrunk: known } },
    { sipDomain, adopt: policy },
    { sipDomain, inbound: { rule: { type: "direct", roomName: known, pin: known }, authPassword: known } },
    { sipDomain, inbound: { roomConfig: { departureTimeoutSeconds: 5, tags: { team: known } } } },
    {
      sipDomain,
      transform: { trunk: { cnamLookupEnabled: decided }, originationUrl: (url) => ({ ...url, weight: 5 }) },
    },
    {
      sipDomain,
      transform: {
        dispatchRule: (rule) => {
          rule.krispEnabled = true;
        },
      },
    },
  ];
  const { nodes } = new SipTopology("right", right[0] ?? { sipDomain });
  void [nodes.trunk.trunkSid, nodes.inboundTrunk?.trunkId, nodes.numbers["+15105550100"]?.association.trunkSid];

  // @ts-expect-error The SIP domain is required.
  new SipTopology("wrong", { numbers: {} });
  // @ts-expect-error A misspelled argument.
  new SipTopology("wrong", { sipDomain, number: {} });
  // @ts-expect-error An item of the list is an object.
  new SipTopology("wrong", { sipDomain, numbers: ["+15105550100"] });
  // @ts-expect-error A number that is an output needs a key, which names its resources.
  new SipTopology("wrong", { sipDomain, numbers: [{ number: phoneNumber }] });
  // @ts-expect-error A topology does not know which agent answers a number.
  new SipTopology("wrong", { sipDomain, numbers: { "+15105550100": { agent: "reception" } } });
  // @ts-expect-error This decides whether there is an outbound trunk, so it cannot be an output.
  new SipTopology("wrong", { sipDomain, outbound: { enabled: decided } });
  // @ts-expect-error This decides whether a number is bought, so it cannot be an output.
  new SipTopology("wrong", { sipDomain, numbers: { "+15105550100": { purchase: decided } } });
  // @ts-expect-error Only a number that is bought has regulatory SIDs.
  new SipTopology("wrong", { sipDomain, numbers: { "+15105550100": { addressSid: known } } });
  // @ts-expect-error Only a number that is bought is released.
  new SipTopology("wrong", { sipDomain, numbers: { "+15105550100": { release: true } } });
  // @ts-expect-error LiveKit Cloud has no such region.
  new SipTopology("wrong", { sipDomain, trunk: { fallbackRegions: ["mars"] } });
  // @ts-expect-error These decide which resources there are, so they cannot be outputs.
  new SipTopology("wrong", { sipDomain, trunk: { allowedAddresses: [known] } });
  // @ts-expect-error A rule has no such type.
  new SipTopology("wrong", { sipDomain, inbound: { rule: { type: "shared", roomName: "board" } } });
  // @ts-expect-error Only a direct rule names its room.
  new SipTopology("wrong", { sipDomain, inbound: { rule: { type: "individual", roomName: "board" } } });
  // @ts-expect-error The agents of a room are the topology's.
  new SipTopology("wrong", { sipDomain, inbound: { roomConfig: { agents: [] } } });
  // @ts-expect-error A section cannot be an output; its fields can.
  new SipTopology("wrong", { sipDomain, trunk: decided.apply(() => ({ fallbackRegions: [] })) });
  // @ts-expect-error A topology has no such resource.
  new SipTopology("wrong", { sipDomain, transform: { dispatchRules: {} } });
  // @ts-expect-error The resource has no such argument.
  new SipTopology("wrong", { sipDomain, transform: { trunk: { numbres: [] } } });
  // @ts-expect-error Resources are created at once, so a transform cannot wait.
  new SipTopology("wrong", { sipDomain, transform: { trunk: async () => {} } });
  // @ts-expect-error The topology has an argument for it, which LiveKit's trunks follow.
  new SipTopology("wrong", { sipDomain, transform: { trunk: { secure: true } } });
  // @ts-expect-error A topology without numbers has no inbound trunk.
  void nodes.inboundTrunk.trunkId;
  // @ts-expect-error The topology may not have that number.
  void nodes.numbers["+15105550199"].association;
}
