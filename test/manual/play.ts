import { ARKENOS, type Left, runArkenos } from "../terminal/arkenos.js";
import { Terminal } from "../terminal/terminal.js";
import type { Asked, Scene } from "./scene.js";
import type { Stage } from "./stage.js";

/** What a command left that a person ran. */
export interface Seen {
  readonly exitCode: number | null;
  /** What stands on the screen at the end. */
  readonly screen: string;
  /** All that was ever shown there. */
  readonly shown: string;
}

/** Plays a scene without a terminal and without a question. @param more words that follow */
export function playUnasked(scene: Scene, { emulator, folder, env }: Stage, ...more: string[]): Promise<Left> {
  scene.before?.(emulator);
  const { argv, input } = scene.unasked?.(emulator) ?? { argv: [], input: "" };
  return runArkenos([...scene.argv, ...argv, ...more], { cwd: folder, env, input });
}

/** Plays a scene in a terminal, where a person answers what is asked. */
export async function playAsked(scene: Scene, { emulator, folder, env }: Stage): Promise<Seen> {
  scene.before?.(emulator);
  const terminal = Terminal.open({ command: [...ARKENOS, ...scene.argv], cwd: folder, env });
  try {
    for (const { question, keys } of scene.asked ?? []) {
      await terminal.until(question);
      terminal.type(typeof keys === "string" ? keys : keys(emulator));
    }
    const exitCode = await terminal.ended;
    return { exitCode, screen: await terminal.screen(), shown: terminal.shown };
  } finally {
    await terminal.close();
  }
}

/** The secrets that a person types in a scene. */
export function secretsIn({ asked = [] }: Scene, { emulator }: Stage): string[] {
  const typed = ({ keys }: Asked) => (typeof keys === "string" ? keys : keys(emulator)).trim();
  return asked.filter(({ secret }) => secret).map(typed);
}
