import {
  type ElasticTrunk,
  IpAccessControlList,
  IpAddress,
  type IpAddressArgs,
  TrunkIpAccessControlList,
} from "@arkenos/provider";
import { blockOf } from "@arkenos/provider/values/cidr";
import { adoptOfOthers } from "./adopt.js";
import type { AddressNodes } from "./nodes.js";
import { programNames } from "./program-names.js";
import { made } from "./transform.js";
import type { Plan } from "./inbound-nodes.js";

/** The IP access control list of the addresses that may make outbound calls; none if any address may. */
export function allowedAddresses({ name, topology, child }: Plan, { id: trunkSid }: ElasticTrunk): AddressNodes {
  const { adopt, trunk, transform } = topology;
  const addresses = [...trunk.allowedAddresses];
  if (addresses.length === 0)
    return { ipAccessControlList: undefined, ipAddresses: [], trunkIpAccessControlList: undefined };
  const wanted = { friendlyName: programNames(topology).addresses, trunkSid, addresses, adopt: adoptOfOthers(adopt) };
  const list = made(IpAccessControlList, transform.ipAccessControlList, `${name}-addresses`, wanted, child);
  const { id: ipAccessControlListSid } = list;
  const ipAddresses = addresses.map((block) => {
    const entry = { ipAccessControlListSid, trunkSid, friendlyName: block, ...addressOf(block) };
    return made(IpAddress, transform.ipAddress, `${name}-address-${block}`, entry, child);
  });
  // An empty list on the trunk would refuse every call.
  const options = { ...child, dependsOn: ipAddresses };
  const attachment = { trunkSid, ipAccessControlListSid };
  const attached = `${name}-trunk-addresses`;
  const { trunkIpAccessControlList: change } = transform;
  return {
    ipAccessControlList: list,
    ipAddresses,
    trunkIpAccessControlList: made(TrunkIpAccessControlList, change, attached, attachment, options),
  };
}

/** An address or block, as Twilio's list takes it. */
function addressOf(text: string): Pick<IpAddressArgs, "ipAddress" | "cidrPrefixLength"> {
  const block = blockOf(text);
  return { ipAddress: block?.address.toString() ?? text, ...(block && { cidrPrefixLength: block.bits }) };
}
