/**
 * The stack program: config → topology → outputs. Pulumi runs it as a project's `main`.
 */
import type { Contract } from "@arkenos/agent/contract";
import { codedText } from "@arkenos/provider/problem";
import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "./config.js";
import { contractOf } from "./contract.js";
import { contractSizeWarning } from "./contract-size.js";
import { SipTopology } from "./topology.js";

// Pulumi takes many seconds to report an error that is thrown before the first macrotask.
await new Promise((resolve) => setImmediate(resolve));

const config = readConfig();
if (config.sipDomainDerived) {
  void pulumi.log.info(
    codedText({
      path: [],
      code: "derived_sip_domain",
      message: `The SIP domain ${config.sipDomain} is derived from livekitUrl`,
      remedy: "set sipDomain if LiveKit's settings page shows another one",
    }),
  );
}
const contract = contractOf(config);
const sizeWarning = contractSizeWarning(config);
if (sizeWarning !== undefined) void pulumi.log.warn(codedText({ path: [], ...sizeWarning }));
const { namePrefix, names, agentName, trunk, inbound, outbound, adopt } = config;
const topology = new SipTopology("telephony", {
  ...{ sipDomain: config.sipDomain, namePrefix, names, agentName, trunk, inbound, outbound, adopt },
  numbers: Object.fromEntries(
    Object.entries(config.numbers).map(([number, { agent: _, ...settings }]) => [number, settings]),
  ),
});

/** The contract, whose outbound trunk may not exist yet. */
type PendingContract = Omit<Contract, "outbound"> & {
  outbound?: { trunkId: pulumi.Output<string>; fromNumbers: pulumi.Output<string[]> };
};

/** The contract that the worker reads. In a preview, only the id of a new trunk is unknown. */
export const telephony: PendingContract = {
  ...contract,
  ...(topology.outboundTrunkId && {
    outbound: { trunkId: topology.outboundTrunkId, fromNumbers: topology.fromNumbers },
  }),
};

/** The id of the agent that answers each number. */
export const numbers = contract.numbers;
/** LiveKit's SIP host. */
export const sipDomain = config.sipDomain;
/** Twilio's SIP host for calls to the telephone network. */
export const terminationDomain = topology.terminationDomain;
/** Twilio's trunk, `TK…`. */
export const elasticTrunkSid = topology.elasticTrunkSid;
/** LiveKit's inbound trunk, `ST_…`; undefined without numbers. */
export const inboundTrunkId = topology.inboundTrunkId;
/** LiveKit's dispatch rule, `SDR_…`; undefined without numbers. */
export const dispatchRuleId = topology.dispatchRuleId;
/** LiveKit's outbound trunk, `ST_…`; undefined without numbers to call from. */
export const outboundTrunkId = topology.outboundTrunkId;
