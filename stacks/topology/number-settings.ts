import { NumberAssociation, PhoneNumber } from "@arkenos/provider";
import { z } from "zod";

const { shape: purchase } = PhoneNumber.spec.props;
const { shape: association } = NumberAssociation.spec.props;

/** How a number comes to the trunk, and leaves it. */
export const numberSettings = z.strictObject({
  /** Buy the number if the account does not own it. @default false */
  purchase: z.boolean({ error: "must be true or false" }).default(false),
  release: purchase.release,
  addressSid: purchase.addressSid,
  bundleSid: purchase.bundleSid,
  identitySid: purchase.identitySid,
  move: association.move,
});

/** What the key of a number looks like, for editors; the rules say what to do about another. */
export const numberKeys = { propertyNames: { pattern: "^\\+[1-9]\\d{6,14}$" } };
