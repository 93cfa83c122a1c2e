/**
 * The stack program: config → topology → outputs. Pulumi runs it as a project's `main`.
 */
import type { Contract } from "@arkenos/agent/contract";
import { flawText } from "@arkenos/provider/problem";
import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "./config.js";
import { contractOf } from "./contract.js";
import { contractSizeWarning } from "./contract-size.js";
import { SipTopology } from "./topology.js";

// What is thrown before the first macrotask keeps the SDK busy for many seconds before it is shown.
await new Promise((resolve) => setImmediate(resolve));

const config = readConfig();
if (config.sipDomainDerived) {
  void pulumi.log.info(
    `The SIP domain ${config.sipDomain} is derived from livekitUrl; set sipDomain if LiveKit's settings page shows another one`,
  );
}
const contract = contractOf(config);
const sizeWarning = contractSizeWarning(config);
if (sizeWarning !== undefined) void pulumi.log.warn(flawText(sizeWarning));
const { namePrefix, names, agentName, trunk, inbound, outbound, adopt } = config;
const topology = new SipTopology("telephony", {
  ...{ sipDomain: config.sipDomain, namePrefix, names, agentName, trunk, inbound, outbound, adopt },
  numbers: Object.fromEntries(
    Object.entries(config.numbers).map(([number, { agent: _, ...settings }]) => [number, settings]),
  ),
});

/** The contract, with a trunk that may not be created yet. */
type Unsettled = Omit<Contract, "outbound"> & {
  outbound?: { trunkId: pulumi.Output<string>; fromNumbers: pulumi.Output<string[]> };
};

/** What the worker reads. A preview does not know a trunk's id before it is created; all the rest it knows. */
export const telephony: Unsettled = {
  ...contract,
  ...(topology.outboundTrunkId && {
    outbound: { trunkId: topology.outboundTrunkId, fromNumbers: topology.fromNumbers },
  }),
};

/** Who answers which number, by agent id. */
export const numbers = contract.numbers;
/** LiveKit's SIP host. */
export const sipDomain = config.sipDomain;
/** Where calls to the telephone network go in. */
export const terminationDomain = topology.terminationDomain;
/** Twilio's trunk, `TK…`. */
export const elasticTrunkSid = topology.elasticTrunkSid;
/** LiveKit's inbound trunk, `ST_…`; undefined without numbers. */
export const inboundTrunkId = topology.inboundTrunkId;
/** LiveKit's dispatch rule, `SDR_…`; undefined without numbers. */
export const dispatchRuleId = topology.dispatchRuleId;
/** LiveKit's outbound trunk, `ST_…`; undefined without numbers to call from. */
export const outboundTrunkId = topology.outboundTrunkId;
