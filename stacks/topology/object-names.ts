import { CredentialList, DispatchRule, ElasticTrunk, InboundTrunk, OutboundTrunk } from "@arkenos/provider";
import type * as pulumi from "@pulumi/pulumi";
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
  readonly namePrefix: string;
  readonly names?: { readonly [Object in keyof NamesShape]?: Name | undefined };
}

/** The names of a topology's objects. */
export type ObjectNames<Name = string> = Readonly<
  Record<"trunk" | "inbound" | "rule" | "outbound" | "credentials" | "addresses", Name>
>;

/** The names of a topology's objects, each with the prefix unless `names` overrides it. */
export function objectNames(naming: Naming<string>): ObjectNames<string>;
/** The same for a program, in which names may be outputs. */
export function objectNames(naming: Naming<pulumi.Input<string>>): ObjectNames<pulumi.Input<string>>;
export function objectNames({
  namePrefix,
  names = {},
}: Naming<pulumi.Input<string>>): ObjectNames<pulumi.Input<string>> {
  return {
    trunk: names.elasticTrunk ?? `${namePrefix} Inbound`,
    inbound: names.inboundTrunk ?? `${namePrefix} Inbound`,
    rule: names.dispatchRule ?? `${namePrefix} Dispatch`,
    outbound: names.outboundTrunk ?? `${namePrefix} Outbound`,
    credentials: names.credentialList ?? `${namePrefix} LiveKit`,
    addresses: `${namePrefix} Addresses`,
  };
}
