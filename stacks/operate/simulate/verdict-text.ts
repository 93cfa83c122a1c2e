import { shown } from "@arkenos/provider/text";
import type { Verdict } from "./verdict.js";

/** Numbers of which the same is to be said. */
export interface VerdictGroup {
  readonly says: string;
  readonly numbers: readonly string[];
}

/** A verdict in the words that every command has for it. */
export function verdictText(verdict: Verdict): string {
  return shown(wordsOf(verdict));
}

function wordsOf(verdict: Verdict): string {
  const { calls, worker, end, because } = verdict;
  const ends = end === undefined ? "" : `ends at the ${end.at.replace("-", " ")}: ${end.says}`;
  switch (calls) {
    case "reaches the worker":
      return verdictHead(verdict);
    case "a share of its calls":
      return `${verdictHead(verdict)} reaches the worker (worker: ${worker}); the rest ${ends}`;
    case "not answered":
      return `${calls}: ${ends}`;
    case "not checked":
      return `${calls}: ${because}`;
  }
}

/** The same without the reason, for where there is little room. */
export function verdictHead({ calls, worker, share = 0 }: Verdict): string {
  if (calls === "a share of its calls") return `${calls} (${Math.min(99, Math.max(1, Math.round(share * 100)))}%)`;
  if (calls !== "reaches the worker") return calls;
  return worker === "answering" ? "answered: reaches the worker, which is answering" : `${calls} (worker: ${worker})`;
}

/** A verdict for a script, with its words. */
export function verdictData(verdict: Verdict): Verdict & { readonly text: string } {
  return { ...verdict, text: verdictText(verdict) };
}

/** Verdicts by what is to be said of them, in the order of their numbers. */
export function verdictGroups(verdicts: readonly Verdict[], words = verdictText): readonly VerdictGroup[] {
  const groups = new Map<string, string[]>();
  for (const verdict of verdicts) {
    const says = words(verdict);
    groups.set(says, [...(groups.get(says) ?? []), verdict.number]);
  }
  return [...groups].map(([says, numbers]) => ({ says, numbers }));
}

/** What a person has to know of all numbers who reads nothing else. */
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
