import { defineConfig } from "vitest/config";

const tiers = {
  // Everything that `npm test` runs: units, contract suite, emulators, conformance, and the real engine.
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "test/{browser,live,operate,packages}/**"],
  },
  // The command over the real engine: each test is several runs of it. A third of the time is waiting, so two cores
  // carry three files; a tier with a number of workers must not share its group with the others.
  operate: {
    include: ["test/operate/**/*.test.ts"],
    exclude: ["**/dist/**"],
    maxWorkers: 3,
    sequence: { groupOrder: 1 },
  },
  // Against a real livekit-server and livekit-sip; one file at a time, for they share the machine's audio path.
  live: {
    include: ["test/live/**/*.test.ts"],
    exclude: ["**/dist/**"],
    globalSetup: ["test/live/preparation.ts"],
    testTimeout: 300_000,
    hookTimeout: 900_000,
    fileParallelism: false,
  },
  // The pages in a real browser, found or unpacked.
  browser: {
    include: ["test/browser/**/*.test.ts"],
    exclude: ["**/dist/**"],
    globalSetup: ["test/browser/preparation.ts"],
  },
  // The packages as a new user installs them; packing and installing takes a minute and the network.
  packages: { include: ["test/packages/**/*.test.ts"], exclude: ["**/dist/**"] },
};

export default defineConfig({
  test: {
    // The engine tier starts real processes; two cores carry two files at once.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: Object.entries(tiers).map(([name, files]) => ({ extends: true as const, test: { name, ...files } })),
  },
});
