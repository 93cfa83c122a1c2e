import type { Fixture } from "./fixture.js";
import { credential } from "./fixtures/credential.js";
import { credentialList } from "./fixtures/credential-list.js";
import { dispatchRule } from "./fixtures/dispatch-rule.js";
import { elasticTrunk } from "./fixtures/elastic-trunk.js";
import { inboundTrunk } from "./fixtures/inbound-trunk.js";
import { ipAccessControlList } from "./fixtures/ip-access-control-list.js";
import { ipAddress } from "./fixtures/ip-address.js";
import { numberAssociation } from "./fixtures/number-association.js";
import { originationUrl } from "./fixtures/origination-url.js";
import { outboundTrunk } from "./fixtures/outbound-trunk.js";
import { phoneNumber } from "./fixtures/phone-number.js";
import { trunkCredentialList } from "./fixtures/trunk-credential-list.js";
import { trunkIpAccessControlList } from "./fixtures/trunk-ip-access-control-list.js";
import type { Noun } from "./run.js";

/** A row for every resource: a resource without one fails to compile. */
export const fixtures: { readonly [N in Noun]: Fixture<N> } = {
  InboundTrunk: inboundTrunk,
  OutboundTrunk: outboundTrunk,
  DispatchRule: dispatchRule,
  ElasticTrunk: elasticTrunk,
  OriginationUrl: originationUrl,
  CredentialList: credentialList,
  Credential: credential,
  TrunkCredentialList: trunkCredentialList,
  IpAccessControlList: ipAccessControlList,
  IpAddress: ipAddress,
  TrunkIpAccessControlList: trunkIpAccessControlList,
  PhoneNumber: phoneNumber,
  NumberAssociation: numberAssociation,
};

/** The row of a resource. */
export function fixtureOf(noun: Noun): Fixture<Noun> {
  return fixtures[noun] as Fixture<Noun>;
}
