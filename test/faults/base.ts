import { join } from "node:path";
import { Workspace } from "../engine/workspace.js";
import { REPOSITORY } from "../repository.js";
import { ACTS, type ActName, type Edition, setEdition } from "./act.js";
import type { Base, Lane } from "./lane.js";

/** The states that acts start from, by the edition that was deployed last; empty at first. */
export type Bases = ReadonlyMap<Edition | undefined, Base>;

/** Creates the starting states of all acts once, on the real engine. The caller disposes of the workspaces. */
export async function makeBases(lane: Lane): Promise<Bases> {
  const project = join(REPOSITORY, "test", "faults", "program");
  const empty = await Workspace.make({ project, modules: join(REPOSITORY, "node_modules"), env: lane.env });
  const bases = new Map<Edition | undefined, Base>([[undefined, { workspace: empty, world: lane.emulator.save() }]]);
  let last = empty;
  for (const edition of ["first", "leaving"] as const) {
    last = await last.fork();
    setEdition(last, edition);
    await last.up();
    bases.set(edition, { workspace: last, world: lane.emulator.save() });
  }
  return bases;
}

/** The starting state of an act. */
export function baseOf(bases: Bases, act: ActName): Base {
  const base = bases.get(ACTS[act].from);
  if (!base) throw new Error(`nothing was made for ${act} to begin from`);
  return base;
}
