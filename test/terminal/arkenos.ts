import { join } from "node:path";
import { REPOSITORY } from "../repository.js";

/** The command as a person calls it, in a process of its own; its words follow. */
export const ARKENOS = [process.execPath, join(REPOSITORY, "stacks", "arkenos.js")] as const;
