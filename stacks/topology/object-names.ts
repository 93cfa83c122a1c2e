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

/** Names that objects have already, where they do not follow the prefix. */
export const namesSection: z.ZodObject<NamesShape, z.core.$strict> = z.strictObject(namesSectionShape);

/** How a topology calls its objects. */
interface Naming {
  readonly namePrefix: string;
  readonly names?: z.output<typeof namesSection>;
}

/** Names of the objects as the product documents them; `namePrefix` takes the place of the first word. */
export function objectNames({ namePrefix, names = {} }: Naming) {
  return {
    trunk: names.elasticTrunk ?? `${namePrefix} Inbound`,
    inbound: names.inboundTrunk ?? `${namePrefix} Inbound`,
    rule: names.dispatchRule ?? `${namePrefix} Dispatch`,
    outbound: names.outboundTrunk ?? `${namePrefix} Outbound`,
    credentials: names.credentialList ?? `${namePrefix} LiveKit`,
  };
}
