import { type Problem, problemText } from "@arkenos/provider/problem";
import { onThisStack, solvedOnThisStack } from "../on-this-stack.js";
import type { Remark } from "./connection.js";

/** Converts a problem with a setting to a remark. */
export function notSet(problem: Problem): Remark {
  const { remedy = `Run ${onThisStack("arkenos init")}`, ...detail } = solvedOnThisStack(problem);
  return { code: detail.code, message: problemText(detail), remedy };
}
