import { ARKENOS } from "../terminal/arkenos.js";
import type { Running, Workspace } from "../engine/workspace.js";

/** An edition of the program: see `program/index.js`. */
export type Edition = "first" | "edited" | "leaving" | "left";

/** A command that a person runs on the engine. */
export interface Act {
  /** The edition that the stack has before; undefined if it has no resources. */
  readonly from: Edition | undefined;
  /** The program's edition when the person runs the command, and when they continue after a fault. */
  readonly to: Edition;
  readonly command: "up" | "destroy";
}

/** The acts of the matrix. */
export const ACTS = {
  up: { from: undefined, to: "first", command: "up" },
  update: { from: "first", to: "edited", command: "up" },
  release: { from: "leaving", to: "left", command: "up" },
  destroy: { from: "first", to: "first", command: "destroy" },
} as const satisfies Record<string, Act>;

/** The name of an act. */
export type ActName = keyof typeof ACTS;

/** Switches the program to an edition. */
export function setEdition(workspace: Workspace, edition: Edition): void {
  workspace.pointAt({ EDITION: edition });
}

/** How the acts run: on the engine, or as commands that write the state only at their end. */
export type Mode = "stepwise" | "fast";

/** Starts an act. */
export function begin(workspace: Workspace, { to, command }: Act, mode: Mode): Running {
  setEdition(workspace, to);
  if (mode === "fast") return workspace.startCommand(ARKENOS, command, "--fast", "--yes");
  const flags = command === "destroy" ? ["--run-program"] : [];
  return workspace.start(command, "--yes", "--skip-preview", ...flags);
}
