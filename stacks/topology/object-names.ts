import { CredentialList, DispatchRule, ElasticTrunk, InboundTrunk, OutboundTrunk } from "@arkenos/provider";
import { z } from "zod";

const namesSectionShape = {
  /** LiveKit's inbound trunk. @default "<namePrefix> Inbound" */
  inboundTrunk: InboundTrunk.spec.props.shape.name.optional(),
  /** LiveKit's dispatch rule. @default "<namePrefix> Dispatch" */
  dispatchRule: DispatchRule.spec.props.shape.name.optional(),
  /** LiveKit's outbound trunk. @default "<namePrefix> Outbound" */
  outboundTrunk: OutboundTrunk.spec.props.shape.name.optional(),
  /** Twilio's trunk. @default "<namePrefix> Inbound" */
  elasticTrunk: ElasticTrunk.spec.props.shape.friendlyName.optional(),
  /** Twilio's credential list. @default "<namePrefix> LiveKit" */
  credentialList: CredentialList.spec.props.shape.friendlyName.optional(),
};

/** The fields of {@link namesSection}. */
export interface NamesShape extends Readonly<typeof namesSectionShape> {}

/** Names of objects that do not follow the prefix. */
export const namesSection: z.ZodObject<NamesShape, z.core.$strict> = z.strictObject(namesSectionShape);

/** The arguments that name a topology's objects. */
export interface Naming<Name = string> {
  /** The prefix of all names. */
  readonly namePrefix: Name;
  /** Names that do not follow the prefix, by object. */
  readonly names?: { readonly [Object in keyof NamesShape]?: Name | undefined };
}

/** The names of a topology's objects. */
export type ObjectNames<Name = string> = Readonly<
  Record<"trunk" | "inbound" | "rule" | "outbound" | "credentials" | "addresses", Name>
>;

/** The names of a topology's objects, each with the prefix unless `names` overrides it. */
export function objectNames(naming: Naming): ObjectNames;
/** The same with names that are not plain text, and a function that puts the prefix before the rest of a name. */
export function objectNames<Name>(
  naming: Naming<Name>,
  joined: (prefix: Name, rest: string) => Name,
): ObjectNames<Name>;
export function objectNames<Name>(
  { namePrefix, names = {} }: Naming<Name>,
  joined: (prefix: Name, rest: string) => Name | string = (prefix, rest) => `${prefix} ${rest}`,
): ObjectNames<Name | string> {
  const prefixed = (rest: string) => joined(namePrefix, rest);
  return {
    trunk: names.elasticTrunk ?? prefixed("Inbound"),
    inbound: names.inboundTrunk ?? prefixed("Inbound"),
    rule: names.dispatchRule ?? prefixed("Dispatch"),
    outbound: names.outboundTrunk ?? prefixed("Outbound"),
    credentials: names.credentialList ?? prefixed("LiveKit"),
    addresses: prefixed("Addresses"),
  };
}
