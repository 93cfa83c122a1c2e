import { type Problem, problemText } from "@arkenos/provider/problem";
import type { Remark } from "./connection.js";

/** Converts a problem with a setting to a remark. */
export function notSet({ remedy = "Run arkenos init", ...problem }: Problem): Remark {
  return { code: problem.code, message: problemText(problem), remedy };
}
