export { configJsonSchema } from "./config/config-json-schema.js";
export type { Config } from "./config/config-schema.js";
export { deriveSipDomain } from "./sip-domain.js";
export { SipTopology } from "./topology.js";
export type { TopologyArgs } from "./topology/topology-schema.js";
