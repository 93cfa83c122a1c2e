export { type Config, configJsonSchema } from "./config-schema.js";
export { deriveSipDomain } from "./sip-domain.js";
export { SipTopology } from "./topology.js";
export type { TopologyArgs } from "./topology-args.js";
