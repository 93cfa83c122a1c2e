import type {
  CredentialArgs,
  CredentialListArgs,
  DispatchRuleArgs,
  ElasticTrunkArgs,
  InboundTrunkArgs,
  IpAccessControlListArgs,
  IpAddressArgs,
  NumberAssociationArgs,
  OriginationUrlArgs,
  OutboundTrunkArgs,
  PhoneNumberArgs,
  TrunkCredentialListArgs,
  TrunkIpAccessControlListArgs,
} from "@arkenos/provider";
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** Arguments that take the place of the topology's, or a function that changes the arguments and options it gets. */
export type Transform<Args> =
  Partial<Args> | ((args: Args, options: pulumi.CustomResourceOptions, name: string) => void);

/** What to change about the topology's resources, kind by kind. */
export interface TopologyTransforms {
  /** LiveKit's inbound trunk. */
  inboundTrunk?: Transform<InboundTrunkArgs>;
  /** Each of LiveKit's dispatch rules. */
  dispatchRule?: Transform<DispatchRuleArgs>;
  /** Twilio's trunk. */
  trunk?: Transform<ElasticTrunkArgs>;
  /** Each origination URL of the trunk. */
  originationUrl?: Transform<OriginationUrlArgs>;
  /** The purchase of each number with `purchase: true`. */
  phoneNumber?: Transform<PhoneNumberArgs>;
  /** What puts each number on the trunk. */
  numberAssociation?: Transform<NumberAssociationArgs>;
  /** Twilio's list of LiveKit's credential. */
  credentialList?: Transform<CredentialListArgs>;
  /** LiveKit's credential. */
  credential?: Transform<CredentialArgs>;
  /** What puts the credential list on the trunk. */
  trunkCredentialList?: Transform<TrunkCredentialListArgs>;
  /** LiveKit's outbound trunk. */
  outboundTrunk?: Transform<OutboundTrunkArgs>;
  /** Twilio's list of `trunk.allowedAddresses`. */
  ipAccessControlList?: Transform<IpAccessControlListArgs>;
  /** Each address or block of that list. */
  ipAddress?: Transform<IpAddressArgs>;
  /** Attaches that list to Twilio's trunk. */
  trunkIpAccessControlList?: Transform<TrunkIpAccessControlListArgs>;
}

const transform = z
  .custom<Transform<object>>((value) => typeof value === "function" || (typeof value === "object" && value !== null), {
    error: "must be a function (args, options, name) => { … }, or an object of arguments",
  })
  .optional();

/** The transforms, by kind of resource. */
export const transformSection = z.strictObject({
  inboundTrunk: transform,
  dispatchRule: transform,
  trunk: transform,
  originationUrl: transform,
  phoneNumber: transform,
  numberAssociation: transform,
  credentialList: transform,
  credential: transform,
  trunkCredentialList: transform,
  outboundTrunk: transform,
  ipAccessControlList: transform,
  ipAddress: transform,
  trunkIpAccessControlList: transform,
} satisfies Record<keyof TopologyTransforms, typeof transform>);

/** Makes a resource of a topology, as its transform wants it. */
export function made<Args extends object, Made>(
  Resource: new (name: string, args: Args, options: pulumi.CustomResourceOptions) => Made,
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  options: pulumi.CustomResourceOptions,
): Made {
  if (typeof transform !== "function") return new Resource(name, { ...args, ...transform }, options);
  const [changedArgs, changedOptions] = [{ ...args }, { ...options }];
  transform(changedArgs, changedOptions, name);
  return new Resource(name, changedArgs, changedOptions);
}
