import fc from "fast-check";
import { FAULTS, type PlannedDeath, type PlannedFault } from "./run.js";
import type { Command } from "./stack.js";

/** A stack at the start of a history; small numbers select from lists. */
export interface Beginning {
  readonly place: number;
  readonly stack: number;
  readonly prefix: number;
  readonly adopt: "by-name" | "never";
  readonly numbers: readonly number[];
}

/** An event. `stack` and the other numbers select from what exists at that moment. */
export type Happening =
  | {
      readonly do: "run";
      readonly stack: number;
      readonly command: Command;
      readonly faults: readonly PlannedFault[];
      readonly death?: PlannedDeath | undefined;
      /** Whether it writes the state only at its end; by default, as the history says. */
      readonly isFast?: boolean | undefined;
    }
  | { readonly do: "number"; readonly stack: number; readonly number: number; readonly as: NumberAs }
  | { readonly do: "line"; readonly stack: number; readonly as: "out" | "kept" | "released" }
  | { readonly do: "spare"; readonly stack: number; readonly on?: 0 | 1 | undefined }
  | { readonly do: "rotate" | "lose state"; readonly stack: number }
  | {
      readonly do: "rename";
      readonly stack: number;
      readonly what: "prefix" | "stack" | "topology";
      readonly to: number;
    }
  | { readonly do: "adopt"; readonly stack: number; readonly to: "by-name" | "never" }
  | { readonly do: "adopt by id"; readonly stack: number; readonly which: number }
  | { readonly do: "take back edits" | "heed the refusals"; readonly stack: number }
  | { readonly do: "by hand"; readonly place: number; readonly act: HandMade; readonly which: number }
  | { readonly do: "wait" };

/** A number's entry in a config. */
export type NumberAs = "out" | "in" | "moved" | "released";

/** Manual changes in the consoles. */
export const BY_HAND = [
  "LiveKit trunk with a number",
  "LiveKit trunk of our name",
  "Twilio trunk with a number",
  "Twilio trunk of our name",
  "credential list of our name",
  "delete a LiveKit trunk of a stack",
  "delete a rule of a stack",
  "delete a Twilio trunk of a stack",
  "delete an origination URL of a stack",
  "rename a trunk of a stack",
  "take a number of a stack off its trunk",
  "second origination URL on a trunk of a stack",
  "LiveKit trunk for any number",
  "TwiML application on a number",
] as const;

/** One of them. */
export type HandMade = (typeof BY_HAND)[number];

/** A whole history: plain data, so that a failing one can be kept as a test. */
export interface History {
  /** Decides the order of calls in flight and the jitter of retries. */
  readonly schedule: number;
  readonly stacks: readonly Beginning[];
  readonly happenings: readonly Happening[];
  /** Whether runs write the state only at their end. */
  readonly isFast?: boolean | undefined;
}

const few = fc.nat({ max: 7 });
const place = fc.constantFrom(0, 0, 0, 1);
/** A first run makes up to 35 calls, and one after an edit a few. */
const call = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 35 }));
const faults = fc.array(fc.record({ call, kind: fc.constantFrom(...FAULTS) }), { maxLength: 3 });
const death = fc.record({
  call,
  of: fc.constantFrom("engine" as const, "machine" as const),
  after: fc.boolean(),
});
const adopt = fc.constantFrom("by-name" as const, "never" as const);

const beginning = fc.record({
  ...{ place, stack: fc.nat({ max: 2 }), prefix: fc.nat({ max: 2 }), adopt },
  numbers: fc.uniqueArray(few, { maxLength: 3 }),
});

const run = (mode: Mode) =>
  fc.record({
    ...{ do: fc.constant("run" as const), stack: few, faults },
    command: fc.constantFrom<Command[]>("up", "up", "up", "up", "up --refresh", "refresh", "destroy"),
    death: fc.option(death, { nil: undefined, freq: 3 }),
    isFast: mode === "mixed" ? fc.boolean() : fc.constant(undefined),
  });

/** The first run of half of all histories: otherwise few of them come as far as to change what is there. */
const CONVERGE: Happening = { do: "run", stack: 0, command: "up", faults: [] };

const edits = [
  fc.record({
    ...{ do: fc.constant("number" as const), stack: few, number: few },
    as: fc.constantFrom<NumberAs[]>("out", "in", "in", "moved", "released"),
  }),
  fc.record({ do: fc.constant("rotate" as const), stack: few }),
  fc.record({
    ...{ do: fc.constant("spare" as const), stack: few },
    on: fc.constantFrom(undefined, 0 as const, 0 as const, 1 as const),
  }),
  fc.record({
    ...{ do: fc.constant("rename" as const), stack: few, to: few },
    what: fc.constantFrom("prefix" as const, "stack" as const, "topology" as const),
  }),
  fc.record({ do: fc.constant("adopt" as const), stack: few, to: adopt }),
  fc.record({ do: fc.constant("adopt by id" as const), stack: few, which: fc.nat({ max: 23 }) }),
  fc.record({ do: fc.constantFrom("take back edits" as const, "heed the refusals" as const), stack: few }),
  fc.record({ do: fc.constant("lose state" as const), stack: few }),
];
const line = fc.record({
  ...{ do: fc.constant("line" as const), stack: few },
  as: fc.constantFrom("out" as const, "kept" as const, "released" as const),
});
const byHand = fc.record({
  ...{ do: fc.constant("by hand" as const), place, which: few },
  act: fc.constantFrom(...BY_HAND),
});
const wait = fc.record({ do: fc.constant("wait" as const) });

/** When runs write the state: after each step, only at their end, or some of them this way and some that way. */
export const MODES = ["stepwise", "fast", "mixed"] as const;

/** One of them. */
export type Mode = (typeof MODES)[number];

/** The parts of the world that a history covers. */
export interface Scope {
  readonly stacks: number;
  /** Whether manual changes happen in the consoles. */
  readonly byHand: boolean;
  /** Whether programs buy a number by search. */
  readonly lines: boolean;
  /** When its runs write the state. */
  readonly mode: Mode;
}

/** One stack, with faulty and killed runs, config edits and lost states. */
export const ONE_STACK: Scope = { stacks: 1, byHand: false, lines: false, mode: "mixed" };

/** Everything. */
export const EVERYTHING: Scope = { stacks: 3, byHand: true, lines: true, mode: "mixed" };

/** The flags of `npm run test:histories` that select a scope. */
export function scopeFlags({ stacks, mode }: Scope): string {
  return `${stacks === EVERYTHING.stacks ? " --everything" : ""}${mode === "mixed" ? "" : ` --mode ${mode}`}`;
}

/** Histories of this scope. */
export function histories({ stacks, byHand: isByHand, lines, mode }: Scope): fc.Arbitrary<History> {
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    { weight: 6, arbitrary: run(mode) },
    { weight: 5, arbitrary: fc.oneof(...edits, ...(lines ? [line] : [])) },
    ...(isByHand ? [{ weight: 2, arbitrary: byHand }] : []),
    { weight: 1, arbitrary: wait },
  );
  return fc.record({
    schedule: fc.nat(),
    stacks: fc.array(beginning, { minLength: 1, maxLength: stacks }),
    happenings: fc
      .tuple(fc.constantFrom([], [CONVERGE]), fc.array(happening, { minLength: 1, maxLength: 12 }))
      .map((parts) => parts.flat()),
    isFast: mode === "mixed" ? fc.boolean() : fc.constant(mode === "fast"),
  });
}
