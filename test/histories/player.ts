/** A process that plays histories: receives a seed as a message, and answers with the errors. */
import { EVERYTHING, ONE_STACK } from "./history.js";
import type { Order } from "./players.js";
import { searchSeed, report } from "./search.js";

process.on("message", ({ seed, everything, mode }: Order) => {
  void searchSeed(seed, { ...(everything ? EVERYTHING : ONE_STACK), mode }).then((found) => {
    process.send?.(found === undefined ? { seed } : { seed, report: report(found) });
  });
});
process.on("disconnect", () => process.exit());
