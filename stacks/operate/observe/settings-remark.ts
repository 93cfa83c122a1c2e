import { type Problem, problemText } from "@arkenos/provider/problem";
import type { Remark } from "./connection.js";

/** A problem with a setting as a remark: what it is, and what to do. */
export function notSet({ remedy = "Run arkenos init", ...problem }: Problem): Remark {
  return { code: problem.code, message: problemText(problem), remedy };
}
