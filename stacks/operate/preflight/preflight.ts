import { ApiError, type Session } from "@arkenos/provider/clouds";
import type { Problem } from "@arkenos/provider/problem";
import { shown } from "@arkenos/provider/text";
import { isDefaultProvider } from "../engine/default-provider.js";
import type { Step } from "../engine/step.js";
import type { Cloud } from "../object-words.js";
import { type TelephonyStep, telephonyStep } from "../telephony-step.js";
import { existingObstacles } from "./existing.js";
import { goneObstacles } from "./gone.js";
import { ruleObstacles } from "./rules.js";
import { numberObstacles } from "./numbers.js";
import type { Obstacle } from "./obstacle.js";
import { trunkObstacles } from "./trunks.js";

/** The problems that would make a run fail. */
export interface PreflightResult {
  /** What would make steps of the run fail. */
  readonly obstacles: readonly Obstacle[];
  /** Why a cloud could not be read. */
  readonly unreadable: readonly Problem[];
  /** Accounts of other providers, which were not checked. */
  readonly elsewhere: readonly Problem[];
}

/**
 * Checks whether a run can create, change and move what it plans. Each kind of object is listed at most once, and a run
 * without changes lists nothing.
 *
 * @param steps the steps of a preview, in its order: parents come before their children
 * @param session access to both clouds, not used for anything else
 */
export async function preflight(steps: readonly Step[], session: Session): Promise<PreflightResult> {
  const ours = steps.flatMap((step) => telephonyStep(step) ?? []);
  const isOfStack = ({ provider }: TelephonyStep) => isDefaultProvider(provider);
  const [known, elsewhere] = [ours.filter(isOfStack), ours.filter((step) => step.op !== "same" && !isOfStack(step))];
  const found = new Map<string, string>();
  const looks: [Cloud, () => Promise<Obstacle[]>][] = [
    ["Twilio", () => goneObstacles(known, "Twilio", session)],
    ["LiveKit", () => goneObstacles(known, "LiveKit", session)],
    ["Twilio", () => existingObstacles(known, "Twilio", session, found)],
    ["LiveKit", () => existingObstacles(known, "LiveKit", session, found)],
    ["Twilio", () => numberObstacles(known, session, found)],
    ["LiveKit", () => trunkObstacles(known, session, found)],
    ["LiveKit", () => ruleObstacles(known, session, found)],
  ];
  const obstacles: Obstacle[] = [];
  const unreadable = new Map<string, Problem>();
  for (const [cloud, look] of looks) {
    if (unreadable.has(cloud)) continue;
    try {
      obstacles.push(...(await look()));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { message, remedy } = error.detail;
      unreadable.set(cloud, notCompared(cloud, { reason: `: ${message}`, remedy }));
    }
  }
  return {
    obstacles: withoutTwins(obstacles).map(({ step, problems }) => ({ step, problems: problems.map(shownProblem) })),
    unreadable: [...unreadable.values()],
    elsewhere: [...new Set(elsewhere.map(({ provider }) => nameOf(provider)))].map((account) => notCompared(account)),
  };
}

function shownProblem({ message, remedy, ...problem }: Problem): Problem {
  return { ...problem, message: shown(message), ...(remedy !== undefined && { remedy: shown(remedy) }) };
}

function notCompared(
  what: string,
  { reason = "", remedy }: { reason?: string; remedy?: string | undefined } = {},
): Problem {
  return shownProblem({
    path: [],
    /** A cloud or an account was not compared with the run. */
    code: "not_compared",
    message: `${what} was not compared with this run${reason}`,
    ...(remedy !== undefined && { remedy }),
  });
}

function nameOf(provider: string): string {
  return `The account of the provider ${provider.split("::").at(-2)}`;
}

/** Keeps one obstacle per step, because one is enough to refuse it. */
function withoutTwins(obstacles: readonly Obstacle[]): Obstacle[] {
  return [...new Map(obstacles.toReversed().map((obstacle) => [obstacle.step.urn, obstacle])).values()].toReversed();
}
