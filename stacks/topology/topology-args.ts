import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { Decided, decisive } from "./decisive.js";
import type { numberSettings, ofPurchase } from "./number-settings.js";
import type { KeyedNumber } from "./numbers.js";
import type { programSchema } from "./program-sections.js";
import type { TopologyTransforms } from "./transform.js";

type OfNumber = (typeof decisive)["numbers"]["*"];
type Settings = Decided<Omit<z.input<typeof programSchema>, "numbers">, typeof decisive>;

type OfAnyNumber = Omit<Decided<z.input<typeof numberSettings>, OfNumber>, "purchase">;

/** How a number that the account owns is attached to the trunk. */
export interface OwnedNumberArgs extends Omit<OfAnyNumber, keyof typeof ofPurchase> {
  /** Buy the number if the account does not own it. @default false */
  purchase?: false;
}

/** How a number is bought, attached to the trunk, and released. */
export interface BoughtNumberArgs extends OfAnyNumber {
  /** Buy the number if the account does not own it. */
  purchase: true;
}

/** A number's settings. Only a number that is bought is released and has regulatory SIDs. */
export type NumberArgs = OwnedNumberArgs | BoughtNumberArgs;

/** A number that the program knows. */
export type PlainNumberArgs = NumberArgs & {
  /** Names the number's resources. @default the number */
  key?: string;
  /** The number in E.164. */
  number: string;
};

/** A number that may be unknown until it is bought. */
export type OutputNumberArgs = NumberArgs & {
  /** Names the number's resources. A new key creates new resources. */
  key: string;
  /** The number, such as the `phoneNumber` of a `PhoneNumber` that is bought by search. */
  number: pulumi.Input<string>;
};

/** The arguments of a topology. Only the SIP domain is required. */
export interface TopologyArgs extends Settings {
  /** Numbers in E.164, or a list in which a number may be an output. @default {} */
  numbers?: Readonly<Record<string, NumberArgs>> | readonly (PlainNumberArgs | OutputNumberArgs)[];
  /** Changes the arguments and options of the topology's resources before they are created. @default {} */
  transform?: TopologyTransforms;
}

/** A number with its key; the number may be an output. */
export type TopologyNumber = Decided<KeyedNumber, OfNumber>;

/** The arguments with defaults filled in. Outputs stay outputs. */
export type Topology = Decided<Omit<z.output<typeof programSchema>, "numbers">, typeof decisive> & {
  readonly numbers: readonly TopologyNumber[];
  readonly transform: TopologyTransforms;
};
