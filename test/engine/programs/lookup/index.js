import { ElasticTrunk, InboundTrunk, OutboundTrunk } from "@arkenos/provider";

const { INBOUND_TRUNK, ELASTIC_TRUNK } = process.env;
const inbound = InboundTrunk.get("theirs", INBOUND_TRUNK);
const elastic = ElasticTrunk.get("theirs", ELASTIC_TRUNK);

export const { trunkId, name, numbers, authPassword } = inbound;
export const { trunkSid, terminationDomain, secure } = elastic;
export const areInboundTrunks = [inbound, elastic, undefined].map((value) => InboundTrunk.isInstance(value));
export const isOutboundTrunk = OutboundTrunk.isInstance(inbound);
