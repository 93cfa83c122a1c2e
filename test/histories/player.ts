/** A process that plays histories: receives a seed as a message, and answers with the errors. */
import type { Order } from "./players.js";
import { report, searchSeed } from "./search.js";

process.on("message", ({ seed, scope }: Order) => {
  void searchSeed(seed, scope).then((found) => {
    process.send?.(found === undefined ? { seed } : { seed, report: report(found) });
  });
});
process.on("disconnect", () => process.exit());
