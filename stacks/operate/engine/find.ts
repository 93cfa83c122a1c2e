import { type Problem, problemText } from "@arkenos/provider/problem";
import { builtEarlier, fromGoModules } from "./go.js";
import { fromInstaller } from "./installer.js";
import { fromNpm } from "./npm.js";
import { onPath } from "./path.js";
import { QUIET, verify } from "./verify.js";
import type { Engine, EngineSource, LocatedEngine, Say } from "./engine-source.js";

export type { Engine };

// An earlier build comes before npm, which is slow and needs the network even to fail.
const sources: EngineSource[] = [onPath, fromInstaller, builtEarlier, fromNpm, fromGoModules];

interface Failure {
  /** The source that was tried. */
  source: EngineSource;
  /** Why it failed, one sentence each. */
  reasons: string[];
}

const TITLE = "No Pulumi engine was found, and none could be built. Do one of these:";

/** Lists the sources of an engine that were tried, why each failed, and how to fix it. */
export class EngineNotFoundError extends Error {
  /** The name of the error. */
  override name = "EngineNotFoundError";
  /** What was not found. */
  readonly title = TITLE;
  /** A problem for each source. */
  readonly problems: readonly Problem[];

  constructor(failures: Failure[]) {
    const problems = failures.flatMap(({ source: { name, remedy }, reasons }) =>
      remedy
        ? [
            {
              path: [],
              /** No Pulumi engine was found or could be installed. */ code: "no_engine",
              message: `${name}: ${reasons.join("; ")}`,
              remedy,
            },
          ]
        : [],
    );
    super([TITLE, ...problems.map((problem) => `  ${problemText(problem)}`)].join("\n"));
    this.problems = problems;
  }
}

/**
 * Finds a Pulumi engine that can run our programs, or builds one.
 *
 * @example
 * ```ts
 * const engine = await findEngine({ say: console.error });
 * spawn(engine.pulumi, ["up"], { env: { ...process.env, ...engine.env } });
 * ```
 */
export async function findEngine(
  options: {
    /** Receives every line about the search. */
    say?: Say;
    /** Receives a line before something that takes minutes. */
    onSlow?: Say;
    /** Where PATH and the settings of the search are read. @default process.env */
    env?: NodeJS.ProcessEnv;
  } = {},
): Promise<Engine> {
  const { say = () => {}, onSlow = () => {}, env = process.env } = options;
  const failures: Failure[] = [];
  for (const source of sources) {
    say(source.describe(env));
    if (source.isSlow) onSlow(source.describe(env));
    const { engine, reasons } = await trySource(source, env, say);
    for (const reason of reasons) say(`  ${reason}`);
    if (engine) {
      say(`Found pulumi ${engine.version}: ${engine.pulumi}`);
      return engine;
    }
    failures.push({ source, reasons });
  }
  throw new EngineNotFoundError(failures);
}

/**
 * Finds an engine that was installed or built before, without running it. That is enough to read a state; a program
 * needs {@link findEngine}.
 */
export async function locateEngine(env: NodeJS.ProcessEnv): Promise<LocatedEngine | undefined> {
  for (const source of [onPath, fromInstaller, builtEarlier]) {
    const [pulumi] = await source.candidates(env, () => undefined).catch(() => []);
    if (pulumi !== undefined) return { pulumi, env: QUIET };
  }
  return undefined;
}

async function trySource(
  source: EngineSource,
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<{ engine?: Engine; reasons: string[] }> {
  const reasons: string[] = [];
  const refuse = (error: Error) => void reasons.push(error.message);
  for (const pulumi of (await source.candidates(env, say).catch(refuse)) ?? []) {
    const engine = await verify(pulumi, env).catch(refuse);
    if (engine) return { engine: { source: source.source, ...engine }, reasons };
  }
  return { reasons };
}
