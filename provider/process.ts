/**
 * The module that every state requires: one lifecycle per noun, all in one session, because Pulumi runs one process per
 * provider resource and operation.
 *
 * The subpath `@arkenos/provider/lifecycle` and these names are frozen, because existing states require them.
 */
import { lifecycle } from "./lifecycle.js";
import { served } from "./protocol.js";
import { resources } from "./resources.js";
import { Session } from "./session.js";

const session = new Session();
const of = (noun: keyof typeof resources) => served(resources[noun].spec, lifecycle(resources[noun].spec, session));

export const InboundTrunk = of("InboundTrunk");
export const OutboundTrunk = of("OutboundTrunk");
export const DispatchRule = of("DispatchRule");
export const ElasticTrunk = of("ElasticTrunk");
export const OriginationUrl = of("OriginationUrl");
export const CredentialList = of("CredentialList");
export const Credential = of("Credential");
export const TrunkCredentialList = of("TrunkCredentialList");
export const IpAccessControlList = of("IpAccessControlList");
export const IpAddress = of("IpAddress");
export const TrunkIpAccessControlList = of("TrunkIpAccessControlList");
export const PhoneNumber = of("PhoneNumber");
export const NumberAssociation = of("NumberAssociation");
