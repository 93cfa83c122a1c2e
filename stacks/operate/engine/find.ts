import { builtEarlier, fromGoModules } from "./go.js";
import { fromInstaller } from "./installer.js";
import { fromNpm } from "./npm.js";
import { onPath } from "./path.js";
import { verify } from "./verify.js";
import type { Engine, Say, Way } from "./way.js";

export type { Engine };

// An engine that was built before comes ahead of npm, which is slow and needs the network even to say no.
const ways: Way[] = [onPath, fromInstaller, builtEarlier, fromNpm, fromGoModules];

interface Failure {
  way: Way;
  reasons: string[];
}

/** Says which ways to an engine were tried, why each failed, and what would make it work. */
export class EngineNotFoundError extends Error {
  override name = "EngineNotFoundError";

  constructor(failures: Failure[]) {
    const lines = failures
      .filter(({ way }) => way.remedy)
      .map(({ way, reasons }) => `  ${way.name}: ${reasons.join("; ")}.\n    ${way.remedy}`);
    super(`No Pulumi engine was found, and none could be made. One of these is enough:\n${lines.join("\n")}`);
  }
}

/**
 * Finds a Pulumi engine that can run our programs, or makes one.
 *
 * @example
 * const engine = await findEngine({ say: console.error });
 * spawn(engine.pulumi, ["up"], { env: { ...process.env, ...engine.env } });
 */
export async function findEngine(options: { say?: Say; env?: NodeJS.ProcessEnv } = {}): Promise<Engine> {
  const { say = () => {}, env = process.env } = options;
  const failures: Failure[] = [];
  for (const way of ways) {
    say(way.does(env));
    const { engine, reasons } = await follow(way, env, say);
    for (const reason of reasons) say(`  ${reason}`);
    if (engine) {
      say(`Found pulumi ${engine.version}: ${engine.pulumi}`);
      return engine;
    }
    failures.push({ way, reasons });
  }
  throw new EngineNotFoundError(failures);
}

async function follow(way: Way, env: NodeJS.ProcessEnv, say: Say): Promise<{ engine?: Engine; reasons: string[] }> {
  const reasons: string[] = [];
  const refuse = (error: Error) => void reasons.push(error.message);
  for (const pulumi of (await way.candidates(env, say).catch(refuse)) ?? []) {
    const engine = await verify(pulumi, env).catch(refuse);
    if (engine) return { engine: { source: way.source, ...engine }, reasons };
  }
  return { reasons };
}
