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
import { InvalidArgumentsError } from "../schema/invalid-arguments.js";
import { isLate, isPlain } from "./inputs.js";

/**
 * Arguments that override the topology's, or a function that modifies the arguments and options it receives, or returns
 * other arguments.
 */
export type Transform<Args> =
  Partial<Args> | ((args: Args, options: pulumi.CustomResourceOptions, name: string) => Args | undefined);

/** Changes to the topology's resources, by kind. A kind that the topology does not have is ignored. */
export interface TopologyTransforms {
  /** LiveKit's inbound trunk. */
  inboundTrunk?: Transform<InboundTrunkArgs>;
  /** Each of LiveKit's dispatch rules. */
  dispatchRule?: Transform<DispatchRuleArgs>;
  /** Twilio's trunk. `trunk.secure` of the topology sets `secure`, because LiveKit must use encryption, too. */
  trunk?: Transform<Omit<ElasticTrunkArgs, "secure">>;
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
  .custom<Transform<object>>((value) => typeof value === "function" || isPlain(value), {
    error: "must be a function (args, options, name) => { … }, or an object of arguments, which may be outputs",
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

/**
 * The arguments and options of a resource after its transform.
 *
 * @throws InvalidArgumentsError if the transform is a function that has not finished when it returns
 */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  options: pulumi.CustomResourceOptions,
): [args: Args, options: pulumi.CustomResourceOptions] {
  if (typeof transform !== "function") return [{ ...args, ...transform }, options];
  const [changedArgs, changedOptions] = [{ ...args }, { ...options }];
  const returned: unknown = transform(changedArgs, changedOptions, name);
  if (isLate(returned)) throw new InvalidArgumentsError(`The transform of "${name}"`, "invalid_arguments", [LATE]);
  return [isPlain(returned) ? (returned as Args) : changedArgs, changedOptions];
}

const LATE = {
  path: ["transform"],
  /** The function of a `transform` returns a promise or an output. */
  code: "late_transform",
  message: "returns a promise or an output, but the resource is created at once",
  remedy: "return plain arguments, each of which may be an output",
} as const;

/** Creates a resource after applying its transform. */
export function made<Args extends object, Made>(
  Resource: new (name: string, args: Args, options: pulumi.CustomResourceOptions) => Made,
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  options: pulumi.CustomResourceOptions,
): Made {
  return new Resource(name, ...transformed(transform, name, args, options));
}
