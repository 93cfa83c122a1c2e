import { expect, it } from "vitest";
import { resolve } from "../../agent/routing/routing.js";
import { RoutingTable } from "../../agent/routing/routing-table.js";
import { contract } from "./fakes/personas.js";

it("loading takes time in proportion to the numbers, and resolving a call does not", () => {
  const attributes = { "sip.ruleID": "SDR_1", "sip.trunkPhoneNumber": "+15105000005" };
  /** The least CPU time of several runs, in microseconds, which does not depend on other load. */
  const least = (run: () => void) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const start = process.cpuUsage();
        run();
        const { user, system } = process.cpuUsage(start);
        return user + system;
      }),
    );
  const times = (size: number) => {
    const entries = Array.from({ length: size }, (_, index) => [`+1510${5_000_000 + index}`, "reception"]);
    const text = JSON.stringify(contract({ numbers: Object.fromEntries(entries) as Record<string, string> }));
    const { routes } = new RoutingTable({ text }).read();
    return {
      load: least(() => void new RoutingTable({ text }).read()),
      resolve: least(() => {
        for (let call = 0; call < 10_000; call++) resolve({ participant: { isSip: true, attributes } }, routes);
      }),
    };
  };
  const [small, large] = [times(1_000), times(100_000)];
  // Quadratic loading would take 10,000 times as long, and a linear search for the number 100 times.
  expect(large.load / small.load).toBeLessThan(1_000);
  expect(large.resolve / small.resolve).toBeLessThan(20);
});
