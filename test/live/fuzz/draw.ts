import type { Random } from "./random.js";

/** A value that is drawn when its field is written. */
export type Value = () => unknown;

/** How often a field is written, and its values. */
export type Field = readonly [probability: number, value: Value];

/** The draws for a message: plain requests, or a wild mix of valid and invalid ones. */
export class Draw {
  readonly random: Random;
  readonly wild: boolean;
  /** Ids that exist or existed, and some that never did. */
  readonly trunkIds = ["", "ST_nope"];
  /** The same for dispatch rules. */
  readonly ruleIds = ["", "SDR_nope"];

  constructor(random: Random, wild: boolean) {
    this.random = random;
    this.wild = wild;
  }

  /** A message with some of these fields, in either of protobuf's JSON spellings, sometimes with an unknown one. */
  message(fields: Readonly<Record<string, Field>>): Record<string, unknown> {
    const written = Object.entries(fields).filter(([, [probability]]) => this.random.chance(probability));
    const message = Object.fromEntries(written.map(([name, [, value]]) => [this.#spelled(name), value()]));
    return this.random.chance(0.05) ? { ...message, unknown_field: { a: [1] } } : message;
  }

  /** A field that is usually invalid: rarer in plain requests, because most of them should be accepted. */
  seldom(probability: number, value: Value): Field {
    return [this.wild ? probability : probability / 6, value];
  }

  /** One of these. */
  oneOf(...values: readonly unknown[]): Value {
    return () => this.random.pick(values);
  }

  /** Some of these. */
  someOf(values: readonly unknown[], max?: number): Value {
    return () => this.random.some(values, max);
  }

  /** A trunk's id: one of the latest, so that it often exists. */
  readonly trunkId = (): string => this.random.pick(this.trunkIds.slice(-8));
  /** A rule's id, drawn in the same way. */
  readonly ruleId = (): string => this.random.pick(this.ruleIds.slice(-8));
  /** Some trunks' ids. */
  readonly someTrunkIds = (): string[] => this.random.some(this.trunkIds.slice(-5));

  /** A string; wild ones are sometimes long, full of control characters, or missing. */
  readonly text = (): unknown => {
    const { random } = this;
    if (!this.wild || random.chance(0.95)) return random.pick(["", "a", "b", 'é<>&"\\', "日本"]);
    return random.pick(["", 'é<>&"', "x\u0001\u007f\u2028", "long".repeat(30), 5, null, true]);
  };

  /** A phone number; wild ones collide, in many spellings. */
  readonly number = (): string => this.random.pick(this.numbers);
  /** Some phone numbers. */
  readonly someNumbers = (): string[] => this.random.some(this.numbers);

  get numbers(): readonly string[] {
    return this.wild ? collidingNumbers : plainNumbers;
  }

  #spelled(name: string): string {
    return this.random.chance(0.25) ? name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) : name;
  }
}

const collidingNumbers = ["+1", "1", "+2", "2", "+3", "(3)", "+1-0", "10", "abc", "", " ", "+"];
const plainNumbers = Array.from({ length: 60 }, (_, index) => `${index % 3 === 0 ? "" : "+"}1555${index}`);
