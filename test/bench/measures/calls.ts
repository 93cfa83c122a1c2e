import type { Emulator } from "@arkenos/emulator";
import { atMost, type Figure, type Measure } from "../figure.js";
import { someNumbers, withStack } from "../lab.js";

const PAGE = 1000;

/** A topology's objects besides its numbers: destroy deletes each of them with one call. */
const OBJECTS = 8;

/** Kinds of objects that destroy lists once more before it deletes, so that nothing of others goes with them. */
const LISTED_KINDS = 6;

/** Calls to both clouds over the life of a topology. */
export const calls: Measure = {
  name: "calls",
  measure: async ({ large }) => [...(await lifeOf(large)), await purchaseOf(100)],
};

async function lifeOf(count: number): Promise<Figure[]> {
  return withStack("telephony", { numbers: someNumbers(count) }, async ({ emulator, workspace }) => {
    const figure = async (limit: number, what: string, act: () => Promise<unknown>) =>
      atMost(limit, `calls of ${what}, ${count} numbers`, await callsOf(emulator, act), "calls");
    return [
      await figure(count + 16, "up, owned", () => workspace.up()),
      await figure(0, "up that changes nothing", () => workspace.up()),
      await figure(Math.ceil(count / PAGE) + 12, "refresh", () => workspace.refresh()),
      await figure(count + OBJECTS + LISTED_KINDS, "destroy", () => workspace.destroy()),
    ];
  });
}

async function purchaseOf(count: number): Promise<Figure> {
  return withStack(
    "telephony",
    { numbers: someNumbers(count), settings: { purchase: true } },
    async ({ emulator, workspace }) =>
      atMost(
        2 * count + 16,
        `calls of up, bought, ${count} numbers`,
        await callsOf(emulator, () => workspace.up()),
        "calls",
      ),
  );
}

async function callsOf({ twilio, livekit }: Emulator, act: () => Promise<unknown>): Promise<number> {
  const soFar = () => twilio.calls.length + livekit.calls.length;
  const before = soFar();
  await act();
  return soFar() - before;
}
