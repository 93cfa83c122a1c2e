import type { Session } from "@arkenos/provider/clouds";
import type { Problem } from "@arkenos/provider/problem";
import type { Outcome } from "../../engine/outcome.js";
import type { EngineStack } from "../../engine/stack.js";
import { type PreflightResult, preflight } from "../../preflight/preflight.js";
import { hasUnsettled, settled } from "./settled.js";
import { CommandError } from "../failure/command-error.js";
import type { Context } from "../stack/context.js";
import { runEngine } from "./engine-run.js";
import { configSnapshot } from "./config-snapshot.js";
import { changesIn } from "./outcome-text.js";
import { Progress } from "../terminal/progress.js";
import { lastRead, type ReadAt } from "./read-at.js";
import { sessionOf } from "../stack/session.js";
import { stepProblem } from "./step-label.js";

/** A plan: what a run would change. */
export interface Planned extends Outcome {
  /** Why a cloud could not be compared. */
  readonly unreadable: readonly Problem[];
  /** The session that compared it with both clouds; undefined if it changes nothing. */
  readonly session?: Session | undefined;
  /** When both clouds were last read into the state. */
  readonly readAt: ReadAt;
  /** The config that it was made for. */
  readonly config: string;
}

/**
 * Previews `up` and checks that nothing in either cloud blocks it.
 *
 * @throws CommandError with everything that does; nothing was changed
 */
export async function planned(
  context: Context,
  stack: EngineStack,
  { refresh = false, earlier }: { refresh?: boolean | undefined; earlier?: Outcome | undefined } = {},
): Promise<Planned> {
  const { signal } = context.io;
  const config = await configSnapshot(stack);
  const [previewed, readAt] = await Promise.all([
    runEngine(context, {
      what: "Previewing the update",
      tense: "will",
      run: (onStep) => stack.preview(onStep, { signal, refresh }),
    }),
    refresh ? "now" : lastRead(stack),
  ]);
  const outcome = since(earlier, {
    ...previewed,
    ...((await stack.hasJournal()) && { isInterrupted: true }),
    ...(hasUnsettled(previewed.steps) && { steps: settled(previewed.steps, await stack.state()) }),
  });
  const { obstacles, unreadable, elsewhere, session } = await preflightOf(context, stack, outcome);
  if (obstacles.length > 0) {
    const problems = obstacles.flatMap(({ step, problems: all }) => all.map((problem) => stepProblem(problem, step)));
    const message =
      problems.length === 1 ? "A conflict blocks this run" : `${problems.length} conflicts block this run`;
    throw new CommandError({ code: "blocked", message, problems, next: "Nothing was changed" });
  }
  return { ...outcome, notes: [...outcome.notes, ...unreadable, ...elsewhere], unreadable, session, readAt, config };
}

/** A run compared with the state before an earlier one: a refresh runs the program too and saves its outputs. */
export function since(earlier: Outcome | undefined, outcome: Outcome): Outcome {
  if (!earlier?.outputs || !outcome.outputs) return outcome;
  return { ...outcome, outputs: { ...outcome.outputs, before: earlier.outputs.before } };
}

/** A run without changes reads nothing and needs no credentials. */
async function preflightOf(
  context: Context,
  stack: EngineStack,
  { steps }: Outcome,
): Promise<PreflightResult & Pick<Planned, "session">> {
  if (changesIn(steps).length === 0) return { obstacles: [], unreadable: [], elsewhere: [] };
  const progress = new Progress(context, "Comparing with both clouds");
  try {
    const held = await stack.config();
    const session = sessionOf(held, context.io.env);
    session.stackNumbers.configure((key) => held[`arkenos:${key}`]);
    return { ...(await preflight(steps, session)), session };
  } finally {
    progress.end();
  }
}
