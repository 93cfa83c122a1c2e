import type { Check, Need } from "./check.js";
import { CATALOGUE } from "./catalogue.js";
import { withCauses } from "./causes.js";
import type { Finding, Severity } from "./finding.js";
import type { Scene } from "./scene.js";

/** A check that could not be made, and why. */
export interface Skipped {
  readonly id: string;
  readonly reason: string;
}

/** What the doctor says. */
export interface Judgement {
  /** Errors first; consequences below their cause. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** Checks that found nothing. */
  readonly passed: readonly string[];
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/**
 * Holds what a stack wants against what the clouds hold. Pure.
 *
 * @param checks which; @default all that need no probe
 * @param probed what probes found, to be judged together with the rest
 */
export function judge(scene: Scene, checks: readonly Check[] = CATALOGUE, probed: readonly Finding[] = []): Judgement {
  const skipped: Skipped[] = [];
  const passed: string[] = [];
  const found = checks.flatMap((check): Finding[] => {
    const reason = check.needs.map((need) => missing(scene, need)).find((text) => text !== undefined);
    if (reason !== undefined) {
      skipped.push({ id: check.id, reason });
      return [];
    }
    const here = check.find(scene).map(({ severity, ...rest }) => ({
      ...{ id: check.id, severity: severity ?? check.severity },
      ...rest,
    }));
    if (here.length === 0) passed.push(check.id);
    return here;
  });
  const inOrder = [...found, ...probed].toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return { findings: withCauses(inOrder), skipped, passed };
}

/** Why something that a check needs was not read. */
function missing({ observed: { livekit, twilio, account } }: Scene, need: Need): string | undefined {
  if (need === "livekit") return livekit.readable ? undefined : `LiveKit was not read: ${livekit.problem.message}`;
  if (need === "account") return account?.readable ? undefined : "the Twilio account was not read";
  if (!twilio.readable) return `Twilio was not read: ${twilio.problem.message}`;
  if (need === "twilio") return undefined;
  const part = twilio[need];
  if (part === undefined) return `${need} was not asked for`;
  return part.readable ? undefined : `Twilio does not tell ${need}: ${part.problem.message}`;
}
