import { join } from "node:path";

/** The command as a person calls it, in a process of its own; its words follow. */
export const ARKENOS = [process.execPath, join(import.meta.dirname, "..", "..", "stacks", "arkenos.js")] as const;
