import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRouting, resolve, routesOf } from "@arkenos/agent/routing";
import { timed } from "../clock.js";
import { atMost, median, type Measure } from "../figure.js";
import { someNumbers } from "../lab.js";

const NUMBERS = 100_000;
const LOADS = 7;

/** The cost of a large table: to load and validate it, and to find the agent of a call. */
export const routing: Measure = {
  name: "routing",
  measure: async () => {
    const folder = await mkdtemp(join(tmpdir(), "arkenos-bench-"));
    try {
      const file = join(folder, "outputs.json");
      await writeFile(file, JSON.stringify({ telephony: tableOf(NUMBERS) }));
      const loads: number[] = [];
      for (let load = 0; load < LOADS; load++)
        loads.push((await timed(async () => routesOf(loadRouting({ file })))).seconds * 1e3);
      return [
        atMost(300, `load and validate a table of ${NUMBERS} numbers`, median(loads), "ms"),
        atMost(5, `resolve a call in a table of ${NUMBERS} numbers`, medianOfCalls(file), "µs"),
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function tableOf(count: number): object {
  return {
    version: 2,
    agentName: "arkenos-agent",
    livekitUrl: "wss://acme.livekit.cloud",
    agents: { reception: { systemPrompt: "You answer for Acme." } },
    numbers: Object.fromEntries(someNumbers(count).map((number) => [number, "reception"])),
  };
}

/** Each call goes to a different number and is timed on its own. @returns microseconds */
function medianOfCalls(file: string): number {
  const routes = routesOf(loadRouting({ file }));
  const times = someNumbers(NUMBERS).map((number) => {
    const participant = { isSip: true, attributes: { "sip.ruleID": "SDR_1", "sip.trunkPhoneNumber": number } };
    const began = performance.now();
    const resolution = resolve({ jobMetadata: "", roomMetadata: "", participant }, routes);
    const took = performance.now() - began;
    if (!("agentId" in resolution)) throw new Error(`nobody answers ${number}: ${resolution.because}`);
    return took * 1e3;
  });
  return median(times);
}
