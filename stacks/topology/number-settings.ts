import { NumberAssociation, PhoneNumber } from "@arkenos/provider";
import { z } from "zod";
import type { PropsOf } from "./props-of.js";

const ofPurchase = { release: true, addressSid: true, bundleSid: true, identitySid: true } as const;
const ofAssociation = { move: true } as const;

const ownShape = {
  /** Buy the number if the account does not own it. @default false */
  purchase: z.boolean({ error: "must be true or false" }).default(false),
};

type Fields = typeof ownShape &
  Pick<PropsOf<typeof PhoneNumber>, keyof typeof ofPurchase> &
  Pick<PropsOf<typeof NumberAssociation>, keyof typeof ofAssociation>;

/** The fields of {@link numberSettings}. */
export interface NumberShape extends Fields {}

/** How a number comes to the trunk, and leaves it. */
export const numberSettings: z.ZodObject<NumberShape, z.core.$strict> = z.strictObject({
  ...ownShape,
  ...PhoneNumber.spec.props.pick(ofPurchase).shape,
  ...NumberAssociation.spec.props.pick(ofAssociation).shape,
});

/** What the key of a number looks like, for editors; the rules say what to do about another. */
export const numberKeys = { propertyNames: { pattern: "^\\+[1-9]\\d{6,14}$" } };
