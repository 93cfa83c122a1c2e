import { DispatchRule } from "./livekit/dispatch-rule.js";
import { InboundTrunk } from "./livekit/inbound-trunk.js";
import { OutboundTrunk } from "./livekit/outbound-trunk.js";
import { Credential } from "./twilio/credential.js";
import { CredentialList } from "./twilio/credential-list.js";
import { ElasticTrunk } from "./twilio/elastic-trunk.js";
import { IpAccessControlList } from "./twilio/ip-access-control-list.js";
import { IpAddress } from "./twilio/ip-address.js";
import { NumberAssociation } from "./twilio/number-association.js";
import { OriginationUrl } from "./twilio/origination-url.js";
import { PhoneNumber } from "./twilio/phone-number.js";
import { TrunkCredentialList } from "./twilio/trunk-credential-list.js";
import { TrunkIpAccessControlList } from "./twilio/trunk-ip-access-control-list.js";

/**
 * Every resource, by its noun. Everything that treats all kinds alike is derived from this list. Only `index.ts` and
 * `process.ts` repeat it, because a module names its exports; a test compares the three.
 */
export const resources = {
  InboundTrunk,
  OutboundTrunk,
  DispatchRule,
  ElasticTrunk,
  OriginationUrl,
  CredentialList,
  Credential,
  TrunkCredentialList,
  IpAccessControlList,
  IpAddress,
  TrunkIpAccessControlList,
  PhoneNumber,
  NumberAssociation,
} as const;
