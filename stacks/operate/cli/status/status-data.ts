import { startedBy } from "../../engine/past-run.js";
import { verdictData } from "../../simulate/verdict-text.js";
import { stepChange } from "../converge/outcome-data.js";
import type { Status } from "./stack-status.js";

/** A status as fields of a JSON object. */
export function statusData({ lastRun, numbers, drift, readAt, backend, isHistoryRead, ...rest }: Status) {
  return {
    ...{ ...rest, backend: backend ?? null },
    lastRun: lastRun
      ? { kind: lastRun.kind, result: lastRun.result, at: lastRun.endTime ?? null, by: startedBy(lastRun) ?? null }
      : null,
    ...{ isHistoryRead, readAt: readAt?.toISOString() ?? null },
    drift: drift.checked ? { checked: true, changes: drift.changes.map(stepChange) } : drift,
    numbers: numbers.map(({ agent, verdict }) => ({
      ...{ number: verdict.number, agent: agent ?? null, verdict: verdictData(verdict) },
    })),
  };
}
