export { configJsonSchema } from "./config/config-json-schema.js";
export type { Config } from "./config/config-schema.js";
export { deriveSipDomain } from "./sip-domain.js";
export { SipTopology } from "./topology.js";
export type { NumberNodes, TopologyNodes } from "./topology/nodes.js";
export type {
  BoughtNumberArgs,
  PlainNumberArgs,
  OutputNumberArgs,
  NumberArgs,
  OwnedNumberArgs,
  TopologyArgs,
} from "./topology/topology-args.js";
export type { TopologyTransforms, Transform } from "./topology/transform.js";
