import { shown } from "@arkenos/provider/text";
import type { Verdict } from "./verdict.js";

/** Numbers that share a text. */
export interface VerdictGroup {
  readonly says: string;
  readonly numbers: readonly string[];
}

/** The text of a verdict, which every command uses. */
export function verdictText(verdict: Verdict): string {
  return shown(wordsOf(verdict));
}

function wordsOf(verdict: Verdict): string {
  const { calls, worker, end, reason } = verdict;
  const ends = end === undefined ? "" : `ends at the ${end.at.replace("-", " ")}: ${end.says}`;
  switch (calls) {
    case "reaches the worker":
      return verdictHead(verdict);
    case "a share of its calls":
      return `${verdictHead(verdict)} reaches the worker (worker: ${worker}); the rest ${ends}`;
    case "not answered":
      return `${calls}: ${ends}`;
    case "not checked":
      return `${calls}: ${reason?.message}`;
  }
}

/** The text of a verdict without the reason, for narrow layouts. */
export function verdictHead({ calls, worker, share }: Verdict): string {
  if (calls === "a share of its calls")
    return share === undefined ? calls : `${calls} (${Math.min(99, Math.max(1, Math.round(share * 100)))}%)`;
  if (calls !== "reaches the worker") return calls;
  return worker === "answering" ? "answered: reaches the worker, which is answering" : `${calls} (worker: ${worker})`;
}

/** A verdict for scripts. `because` is the former name of the reason's message, kept for one version. */
export function verdictData(verdict: Verdict): Verdict & { readonly text: string; readonly because?: string } {
  const { reason } = verdict;
  return { ...verdict, text: verdictText(verdict), ...(reason && { because: reason.message }) };
}

/** Groups verdicts by their text, in the order of their numbers. */
export function verdictGroups(verdicts: readonly Verdict[], words = verdictText): readonly VerdictGroup[] {
  const groups = new Map<string, string[]>();
  for (const verdict of verdicts) {
    const says = words(verdict);
    groups.set(says, [...(groups.get(says) ?? []), verdict.number]);
  }
  return [...groups].map(([says, numbers]) => ({ says, numbers }));
}

/** A summary of all verdicts that is sufficient on its own. */
export function verdictSummary(verdicts: readonly Verdict[]): string {
  if (verdicts.length === 0) return "Calls were not checked: neither the config nor the last run names a number.";
  const isProbed = verdicts.some(({ worker }) => worker !== "not probed");
  const isReached = verdicts.some(({ calls }) => calls !== "not answered" && calls !== "not checked");
  const doubt = isReached && !isProbed ? " No probe ran, so whether the worker answers is not known." : "";
  const counts = verdictGroups(verdicts, verdictHead).map(
    ({ says, numbers }) => `${numbers.length} number${numbers.length === 1 ? "" : "s"}: ${says}`,
  );
  return `${counts.join("; ")}.${doubt}`;
}
