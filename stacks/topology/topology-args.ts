import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { Decided, decisive } from "./decisive.js";
import type { numberSettings } from "./number-settings.js";
import type { KeyedNumber } from "./numbers.js";
import type { programSchema } from "./program-sections.js";
import type { TopologyTransforms } from "./transform.js";

type OfNumber = (typeof decisive)["numbers"]["*"];
type Settings = Decided<Omit<z.input<typeof programSchema>, "numbers">, typeof decisive>;

/** How a number comes to the trunk, and leaves it. */
export interface NumberArgs extends Decided<z.input<typeof numberSettings>, OfNumber> {}

/** A number that the program knows. */
export interface KnownNumberArgs extends NumberArgs {
  /** Names the number's resources. @default the number */
  key?: string;
  /** The number in E.164. */
  number: string;
}

/** A number that may be known only once it is bought. */
export interface LateNumberArgs extends NumberArgs {
  /** Names the number's resources: another key is another resource. */
  key: string;
  /** The number, such as the `phoneNumber` of a `PhoneNumber` that is bought by search. */
  number: pulumi.Input<string>;
}

/** What a topology is made of; all but the SIP domain has a default. */
export interface TopologyArgs extends Settings {
  /** Numbers in E.164, or a list in which a number may be an output. @default {} */
  numbers?: Readonly<Record<string, NumberArgs>> | readonly (KnownNumberArgs | LateNumberArgs)[];
  /** Changes what the topology's resources get, resource by resource, before they are made. @default {} */
  transform?: TopologyTransforms;
}

/** A number under its key, which may be known only later. */
export type TopologyNumber = Decided<KeyedNumber, OfNumber>;

/** The arguments with every default filled in, and outputs where the program wrote outputs. */
export type Topology = Decided<Omit<z.output<typeof programSchema>, "numbers">, typeof decisive> & {
  readonly numbers: readonly TopologyNumber[];
  readonly transform: TopologyTransforms;
};
