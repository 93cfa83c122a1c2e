import { NumberAssociation, PhoneNumber } from "@arkenos/provider";
import { E164 } from "@arkenos/provider/values/e164";
import { z } from "zod";
import { text } from "../schema/text.js";
import type { PropsOf } from "./props-of.js";
import { withDetail } from "@arkenos/provider/issues";

/** The fields of a number that the stack buys. */
export const ofPurchase = { release: true, addressSid: true, bundleSid: true, identitySid: true } as const;
const ofAssociation = { move: true } as const;

const ownShape = {
  /** Buy the number if the account does not own it. @default false */
  purchase: z.boolean({ error: "must be true or false" }).default(false),
  /** The name under which the number's worker registers. @default the topology's `agentName` */
  agentName: text("arkenos-agent").optional(),
};

type Fields = typeof ownShape &
  Pick<PropsOf<typeof PhoneNumber>, keyof typeof ofPurchase> &
  Pick<PropsOf<typeof NumberAssociation>, keyof typeof ofAssociation>;

/** The fields of {@link numberSettings}. */
export interface NumberShape extends Fields {}

/** How a number is bought, attached to the trunk, and released. */
export const numberSettings: z.ZodObject<NumberShape, z.core.$strict> = z.strictObject({
  ...ownShape,
  ...PhoneNumber.spec.props.pick(ofPurchase).shape,
  ...NumberAssociation.spec.props.pick(ofAssociation).shape,
});

const listedShape = {
  /** Names the number's resources. @default the number */
  key: z
    .string({ error: "must be text, such as support" })
    .regex(
      /^[\w.+-]{1,64}$/,
      withDetail({
        /** A key has characters that keys cannot have, or is too long. */
        code: "not_a_key",
        message: "is not a key",
        remedy: "write 1 to 64 letters, digits, and . _ + -",
      }),
    )
    .optional(),
  /** The number in E.164. */
  number: z.string({ error: "must be a number in E.164, such as +15105550100" }),
};

type ListedFields = Readonly<NumberShape> & typeof listedShape;

/** The fields of {@link listedNumber}. */
export interface ListedNumberShape extends ListedFields {}

/** A number in a list, which may be unknown until it is bought. */
export const listedNumber: z.ZodObject<ListedNumberShape, z.core.$strict> = z.strictObject({
  ...listedShape,
  ...numberSettings.shape,
});

/** The pattern of a number as a key, for editors. The rules explain what is wrong with other keys. */
export const numberKeys = { propertyNames: { pattern: E164.source } };
