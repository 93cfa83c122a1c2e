import type { Remark } from "./connection.js";

/** A problem with a setting, `twilioAuthToken: not set; run …`, as a remark: what it is, and what to do. */
export function notSet(problem: string): Remark {
  const [says = problem, ...remedies] = problem.split("; ");
  return { says, remedy: remedies.join("; ") || "Run arkenos init" };
}
