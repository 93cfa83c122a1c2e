import type { Running, Workspace } from "../engine/workspace.js";

/** An edition of the program: see `program/index.js`. */
export type Edition = "first" | "edited" | "leaving" | "left";

/** Something that a person asks of the engine. */
export interface Act {
  /** What the stack is before; undefined if there is nothing. */
  readonly from: Edition | undefined;
  /** What the program says when the person runs it, and when they go on after a fault. */
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

/** What an act is called. */
export type ActName = keyof typeof ACTS;

/** Lets the program be of an edition. */
export function setEdition(workspace: Workspace, edition: Edition): void {
  workspace.pointAt({ EDITION: edition });
}

/** Begins an act. */
export function begin(workspace: Workspace, { to, command }: Act): Running {
  setEdition(workspace, to);
  const flags = command === "destroy" ? ["--run-program"] : [];
  return workspace.start(command, "--yes", "--skip-preview", ...flags);
}
