import fc from "fast-check";
import { expect, it } from "vitest";
import { answering, longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import type { Clouds } from "../engine/objects.js";
import { snapshotOf } from "../faults/snapshot.js";
import { FOR_SALE, OWNED } from "./clouds.js";
import { type Config, topologyArgs } from "./config.js";
import { edited } from "./edits.js";
import type { Beginning, Happening, NumberAs } from "./history.js";
import { CALM } from "./run.js";
import type { Command } from "./stack.js";
import { inVirtualTime, prepare } from "./surroundings.js";
import { World } from "./world.js";

const SEEDS = [1, 2, 3];

/**
 * A stack's life without faults: it gets an additional number, and loses it while its credential and its names change.
 */
interface Life {
  readonly beginning: Beginning;
  readonly edits: readonly (readonly Happening[])[];
}

const lives: fc.Arbitrary<Life> = fc
  .record({
    beginning: fc.record({
      ...{ place: fc.constant(0), stack: fc.constant(0), prefix: fc.nat({ max: 2 }) },
      adopt: fc.constantFrom<Beginning["adopt"][]>("by-name", "never"),
      numbers: fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 2 }),
    }),
    number: fc.integer({ min: 4, max: 7 }),
    as: fc.constantFrom<NumberAs[]>("in", "released"),
    prefix: fc.nat({ max: 2 }),
  })
  .map(({ beginning, number, as, prefix }) => ({
    beginning,
    edits: [
      [{ do: "number", stack: 0, number, as }],
      [
        { do: "rotate", stack: 0 },
        { do: "rename", stack: 0, what: "prefix", to: prefix },
        { do: "number", stack: 0, number, as: "out" },
      ],
    ],
  }));

/** A run's result, with the operations that it called. */
interface Left {
  readonly holds: readonly string[];
  readonly called: readonly string[];
}

it.each(SEEDS)("plays a life of seed %i like the real engine, with the same calls", longTimeout, async (seed) => {
  const [life] = fc.sample(lives, { seed, numRuns: 1 });
  if (!life) throw new Error("no life was made");
  const [simulated, real] = [await simulate(life), await TelephonyStack.start(sandbox)];
  try {
    for (const { config, command, left } of simulated) {
      expect(left.called.length).toBeGreaterThan(0);
      await real.workspace.configure({ ...answering(topologyArgs(config).numbers ?? {}), ...withoutNumbers(config) });
      const calls = await real.callsOf(() => real.workspace[command]());
      expect({ command, config, left: leftBy(real.emulator, calls) }).toEqual({ command, config, left });
    }
  } finally {
    await real.dispose();
  }
});

const sandbox = { twilio: { owned: OWNED[0], available: FOR_SALE } };

/** Plays a life in process: up after each edit, then destroy. */
async function simulate({ beginning, edits }: Life) {
  const world = new World({ schedule: 0, stacks: [beginning], happenings: [] });
  const [stack] = world.stacks;
  if (!stack) throw new Error("the world has no stack");
  const { clouds } = world;
  const { store } = clouds.twilio;
  for (const { sid, phoneNumber } of store.numbers.all())
    if (!OWNED[0].includes(phoneNumber)) store.numbers.delete(sid);
  await prepare(clouds.settings(0));
  const emulator = { livekit: clouds.project(0), twilio: clouds.twilio };
  const calls = () => [...emulator.livekit.calls, ...emulator.twilio.calls];
  const played: { config: Config; command: Command & ("up" | "destroy"); left: Left }[] = [];
  const run = async (command: "up" | "destroy") => {
    const before = calls();
    // Only the engine is compared: preflight belongs to the command.
    const { errors } = await stack.play(command, CALM, { preflight: false });
    expect(errors).toEqual([]);
    const after = calls().filter((call) => !before.includes(call));
    played.push({ config: stack.config, command, left: leftBy(emulator, after) });
  };
  await inVirtualTime(world.clock, world.random, async () => {
    await run("up");
    for (const happenings of edits) {
      stack.config = happenings.reduce(edited, stack.config);
      await run("up");
    }
    await run("destroy");
  });
  return played;
}

function leftBy(clouds: Clouds, calls: readonly { readonly operation: string }[]): Left {
  const holds = snapshotOf(clouds).map((line) => line.replace(/\bAC[0-9a-f]{32}\b/g, "<account>"));
  return { holds, called: calls.map(({ operation }) => operation).sort() };
}

function withoutNumbers(config: Config): Record<string, unknown> {
  const { numbers: _, ...args } = topologyArgs(config);
  return { ...args };
}
