import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resources } from "../../provider/resources.js";
import type { Fault } from "../emulator/index.js";
import type { Samples } from "./fixture.js";
import { fixtureOf } from "./fixtures.js";
import { openWorld } from "./open-world.js";
import { type Made, type Noun, nouns, type PropsOf } from "./run.js";
import { skipWaits, waitAgain } from "./waits.js";
import type { World } from "./world.js";

/** The longest total wait of one call, in milliseconds. */
const BUDGET_MS = 8_000;

let waits: number[] = [];
beforeAll(() => {
  waits = skipWaits();
  vi.spyOn(console, "log").mockReturnValue();
});
beforeEach(() => void waits.splice(0));
afterAll(() => {
  waitAgain();
  vi.restoreAllMocks();
});

type Act = (world: World, noun: Noun, samples: Samples<PropsOf<Noun>>, made: Made) => Promise<unknown>;

const ACTS: Readonly<Record<string, Act>> = {
  create: (world, noun, { full }) => world.run().create(noun, full.props),
  read: (world, noun, _samples, made) => world.run().read(noun, made),
  update: (world, noun, { full }, made) => world.run().update(noun, made, full.props),
  delete: (world, noun, _samples, made) => world.run().delete(noun, made),
};

const DOWN: readonly [what: string, fault: Fault][] = [
  ["answered 503", { kind: "refuse", status: 503 }],
  ["answered 429", { kind: "refuse", status: 429 }],
  ["cut off", { kind: "lose" }],
];

/** A number is deleted only with `release`. */
function propsFor(noun: Noun, { minimal }: Samples<PropsOf<Noun>>): PropsOf<Noun> {
  return noun === "PhoneNumber" ? { ...minimal.props, release: true } : minimal.props;
}

/** Opens a world in which an operation on an object of a kind can be run next. */
async function stage(noun: Noun, act: string) {
  const world = await openWorld();
  const samples = await fixtureOf(noun).prepare(world.run());
  const nothing = { id: "", inputs: {}, state: {} };
  const made = act === "create" ? nothing : await world.run().create(noun, propsFor(noun, samples));
  const calls = world.calls.length;
  return { world, run: () => ACTS[act]?.(world, noun, samples, made), callsSince: () => world.calls.slice(calls) };
}

/** The calls that an operation makes, in order, each once. */
async function operationsOf(noun: Noun, act: string): Promise<string[]> {
  const { world, run, callsSince } = await stage(noun, act);
  await run();
  await world.close();
  return [...new Set(callsSince())];
}

describe.each(nouns)("each call of %s", (noun) => {
  const acts = Object.keys(ACTS).filter((act) => act !== "update" || resources[noun].spec.update);

  it.each(acts)("in %s is tried five times within eight seconds", async (act) => {
    for (const operation of await operationsOf(noun, act)) {
      for (const [what, fault] of DOWN) {
        const { world, run, callsSince } = await stage(noun, act);
        await expectBudget(world, operation, fault, what, run, callsSince);
        await world.close();
      }
    }
  });
});

describe.each(["ListIncomingPhoneNumber", "ListAvailablePhoneNumberLocal", "CreateIncomingPhoneNumber"])(
  "%s in a purchase by search",
  (operation) => {
    it.each(DOWN)("is tried five times within eight seconds when %s", async (what, fault) => {
      const world = await openWorld();
      const buy = () => world.run().create("PhoneNumber", { search: { areaCode: "415" }, owner: "shop/dev/hotline" });
      await expectBudget(world, operation, fault, what, buy, () => world.calls);
      await world.close();
    });
  },
);

async function expectBudget(
  world: World,
  operation: string,
  fault: Fault,
  what: string,
  run: () => Promise<unknown> | undefined,
  callsSince: () => string[],
): Promise<void> {
  waits.splice(0);
  world.fault(operation, fault, 30);
  await expect(run(), `${operation} ${what}`).rejects.toThrow();
  const tries = callsSince().filter((called) => called === operation).length;
  expect({ operation, what, tries }).toEqual({ operation, what, tries: 5 });
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(BUDGET_MS);
}
