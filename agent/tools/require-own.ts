import { createRequire } from "node:module";

/** Loads a dependency of this package when it is needed, also if this code is in the bundle of another package. */
export const requireOwn = createRequire(createRequire(import.meta.url).resolve("@arkenos/agent/package.json"));
