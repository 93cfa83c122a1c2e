import type { Noun, PropsOf, Run } from "./run.js";

/** Props, and the cloud's own form of the object after a create with them. */
export interface Sample<Props> {
  readonly props: Props;
  readonly stored: object;
}

/** The samples to test a kind of object with. */
export interface Samples<Props> {
  /** What other resources of the run must hold for the object to count as ours, such as `twilio:ElasticTrunk TK…`. */
  readonly parents?: readonly string[];
  /** The fewest props that create an object. */
  readonly minimal: Sample<Props>;
  /** Every prop with a value other than its default. Immutable props equal those of `minimal`. */
  readonly full: Sample<Props>;
  /** For every immutable prop, another value. */
  readonly replaced?: Partial<Props>;
  /** For a kind that can be adopted: two objects created by hand, named like `minimal` if names may repeat. */
  readonly strangers?: readonly [Props, Props];
}

/** An input that must be refused. */
export interface Bad {
  /** A description of the error. */
  readonly what: string;
  /** Props that override valid ones; undefined removes one. */
  readonly props: Readonly<Record<string, unknown>>;
  /** The field that the refusal names. */
  readonly field: string;
  /** What it says about the field. */
  readonly says: RegExp;
}

/** All that the contract suite knows of a kind of object: the row that a new resource adds. */
export interface Fixture<N extends Noun> {
  /** The call that creates an object. */
  readonly creates: string;
  /** Props that cannot be combined with the others of `full`. */
  readonly leftOut?: readonly (keyof PropsOf<N>)[];
  /** Creates the objects that this one depends on, and returns the samples. */
  prepare(run: Run): Promise<Samples<PropsOf<N>>>;
  /** A manual change in the console to an object created with `full`; omitted if a refresh cannot show any. */
  readonly drift?: object;
  /** What remains after an object created with `minimal` was deleted; omitted if nothing does. */
  readonly remains?: object;
  /** Valid props whose ids belong to no object. */
  readonly sound: PropsOf<N>;
  readonly bad: readonly Bad[];
}

/** A row of the table of bad inputs. */
export function bad(what: string, props: Bad["props"], field: string, says: RegExp): Bad {
  return { what, props, field, says };
}
