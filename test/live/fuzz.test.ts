import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LiveKit, startLiveKit } from "../emulator/livekit/livekit.js";
import { isSame } from "./fuzz/comparison.js";
import { Random } from "./fuzz/random.js";
import { Requests } from "./fuzz/requests.js";
import { type Pair, SideBySide } from "./fuzz/side-by-side.js";
import { serverRelease } from "./stack/modules.js";
import { startLiveStack } from "./started-stack.js";

const seed = Number(process.env.ARKENOS_FUZZ_SEED ?? 1);
const calls = Number(process.env.ARKENOS_FUZZ_CALLS ?? 12_000);

describe("the sandbox and livekit-server", () => {
  const stack = startLiveStack();
  let sandbox: LiveKit;
  let both: SideBySide;

  beforeAll(async () => {
    const { LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = stack().env;
    sandbox = await startLiveKit({ apiKey, apiSecret, release: serverRelease });
    both = await SideBySide.of(stack(), sandbox);
  });
  beforeEach(() => both.clear());
  afterAll(() => sandbox?.close());

  it.each([
    { requests: "legal requests, many objects", wild: false },
    { requests: "legal and illegal values mixed", wild: true },
  ])("give the same answers to $requests", async ({ requests: kind, wild }) => {
    const requests = new Requests(new Random(seed), wild);
    const asked: Pair[] = [];
    const statuses = new Map<number, number>();
    for (let count = 0; count < calls / 2; count++) {
      const pair = await both.ask(requests.next());
      asked.push(pair);
      if (!isSame(pair)) expect.fail(difference(asked));
      if (pair.made) requests.made(pair.made);
      statuses.set(pair.real.status, (statuses.get(pair.real.status) ?? 0) + 1);
    }
    const tally = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${count} × ${status}`);
    console.log(`${asked.length} calls of ${kind}, seed ${seed}: 0 differences (${tally.join(", ")})`);
  });
});

/** The first difference, with the calls about the same objects before it. */
function difference(asked: readonly Pair[]): string {
  const last = asked.at(-1);
  if (!last) return "";
  const ids = new Set([last.request.body, JSON.stringify(last.real.body)].join().match(/S(?:T|DR)_\w{12}/g));
  const made = (pair: Pair) =>
    [...ids].some((id) => `${pair.request.body}${JSON.stringify(pair.real.body)}`.includes(id));
  const changes = asked
    .slice(0, -1)
    .filter((pair) => !/^SIP|^List|^Get/.test(pair.request.method) && pair.real.status === 200);
  const lead = changes
    .filter(made)
    .slice(-8)
    .map(({ request }) => `${request.method} ${request.body}`);
  return [
    `call ${asked.length} of seed ${seed} (again: ARKENOS_FUZZ_SEED=${seed}), after`,
    ...lead,
    `${last.request.method} ${last.request.type} ${last.request.body}`,
    `livekit-server: ${JSON.stringify(last.real)}`,
    `the sandbox:    ${JSON.stringify(last.sandbox)}`,
  ].join("\n");
}
