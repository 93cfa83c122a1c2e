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

/** Arguments that override the topology's, or a function that modifies the arguments and options it receives. */
export type Transform<Args> =
  Partial<Args> | ((args: Args, options: pulumi.CustomResourceOptions, name: string) => void);

/** Changes to the topology's resources, by kind. */
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
  /** The association of each number with the trunk. */
  numberAssociation?: Transform<NumberAssociationArgs>;
  /** Twilio's list with LiveKit's credential. */
  credentialList?: Transform<CredentialListArgs>;
  /** LiveKit's credential. */
  credential?: Transform<CredentialArgs>;
  /** The attachment of the credential list to the trunk. */
  trunkCredentialList?: Transform<TrunkCredentialListArgs>;
  /** LiveKit's outbound trunk. */
  outboundTrunk?: Transform<OutboundTrunkArgs>;
  /** Twilio's list of `trunk.allowedAddresses`. */
  ipAccessControlList?: Transform<IpAccessControlListArgs>;
  /** Each address or block of that list. */
  ipAddress?: Transform<IpAddressArgs>;
  /** The attachment of that list to the trunk. */
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

/** Creates a resource after applying its transform. */
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
