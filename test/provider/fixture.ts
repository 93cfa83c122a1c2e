import type { Noun, PropsOf, Run } from "./run.js";

/** Props, and what the cloud holds in its own form once they are converged. */
export interface Sample<Props> {
  readonly props: Props;
  readonly stored: object;
}

/** What to try with a kind of object. */
export interface Samples<Props> {
  /** What a run's other resources must hold for the object to be theirs, as `twilio:ElasticTrunk TK…`. */
  readonly parents?: readonly string[];
  /** The fewest props that make one. */
  readonly minimal: Sample<Props>;
  /** Every prop, at another value than its default. It differs from `minimal` in nothing that is immutable. */
  readonly full: Sample<Props>;
  /** For every immutable prop, another value. */
  readonly replaced?: Partial<Props>;
  /** For a kind that can be adopted, two that somebody made by hand; named like `minimal` where names may be alike. */
  readonly strangers?: readonly [Props, Props];
}

/** An input that must be refused. */
export interface Bad {
  /** What is wrong with it, in words. */
  readonly what: string;
  /** Props laid over sound ones; undefined takes one away. */
  readonly props: Readonly<Record<string, unknown>>;
  /** The field that the refusal names. */
  readonly field: string;
  /** What it says about it. */
  readonly says: RegExp;
}

/** All that the contract suite knows of a kind of object: the row that a new resource adds. */
export interface Fixture<N extends Noun> {
  /** The call that makes one. */
  readonly creates: string;
  /** Props that cannot be given together with the others of `full`. */
  readonly leftOut?: readonly (keyof PropsOf<N>)[];
  /** Makes what the object hangs on, and says what to try. */
  prepare(run: Run): Promise<Samples<PropsOf<N>>>;
  /** What a person at the console does to an object made of `full`; left out where nothing shows. */
  readonly drift?: object;
  /** What is still there after an object made of `minimal` was deleted; left out where nothing is. */
  readonly remains?: object;
  /** Props that nothing is wrong with, naming objects that nobody has. */
  readonly sound: PropsOf<N>;
  readonly bad: readonly Bad[];
}

/** A row of the table of bad inputs. */
export function bad(what: string, props: Bad["props"], field: string, says: RegExp): Bad {
  return { what, props, field, says };
}
