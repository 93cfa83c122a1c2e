import { startedBy } from "../../engine/past-run.js";
import { verdictData } from "../../simulate/verdict-text.js";
import { stepChange } from "../converge/outcome-data.js";
import type { NotChecked } from "./drift.js";
import type { Status } from "./stack-status.js";

/** A status as fields of a JSON object. */
export function statusData({ lastRun, numbers, drift, readAt, backend, isHistoryRead, ...rest }: Status) {
  return {
    ...{ ...rest, backend: backend ?? null },
    lastRun: lastRun
      ? { kind: lastRun.kind, result: lastRun.result, at: lastRun.endTime ?? null, by: startedBy(lastRun) ?? null }
      : null,
    ...{ isHistoryRead, readAt: readAt?.toISOString() ?? null },
    drift: drift.checked ? { checked: true, changes: drift.changes.map(stepChange) } : notChecked(drift.reason),
    numbers: numbers.map(({ agent, verdict }) => ({
      ...{ number: verdict.number, agent: agent ?? null, verdict: verdictData(verdict) },
    })),
  };
}

/** `because` is the former name of the reason's texts, kept for one version. */
function notChecked({ code, message, next, problems, details }: NotChecked) {
  const because = [message, ...(problems ?? [])].join("; ");
  return { checked: false, reason: { code, message, next, problems, details }, because };
}
