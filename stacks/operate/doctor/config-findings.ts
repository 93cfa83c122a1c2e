import { detailText, pathText, type Problem } from "@arkenos/provider/problem";
import type { CheckId } from "./catalog.js";
import { withCauses } from "./causes.js";
import { type Finding, findingOf } from "./finding.js";

/** The check that a problem with the config belongs to, by its path; `*` matches any key. The first match counts. */
const BY_PLACE: readonly (readonly [place: readonly string[], id: CheckId | "number-e164"])[] = [
  [["numbers", "*", "agent"], "routing-table"],
  [["defaultAgent"], "routing-table"],
  [["numbers"], "number-e164"],
  [["inbound", "allowedAddresses"], "inbound-allowed-addresses-malformed"],
  [["outbound", "address"], "outbound-address-format"],
  [["agents", "*", "tools", "*", "targets"], "transfer-target"],
];

/**
 * Converts the problems of an invalid config to findings. Nothing else is checked then, because what the stack wants is
 * unknown.
 */
export function configFindings(problems: readonly Problem[]): Finding[] {
  return withCauses(
    problems.map((problem): Finding => ({
      id: BY_PLACE.find(([place]) => isBelow(place, problem.path))?.[1] ?? "config-invalid",
      severity: "error",
      subject: subjectOf(problem.path),
      found: detailText(problem),
      ...findingOf(problem),
    })),
  );
}

function isBelow(place: readonly string[], path: readonly PropertyKey[]): boolean {
  return place.every((key, index) => index < path.length && (key === "*" || key === String(path[index])));
}

function subjectOf(path: readonly PropertyKey[]): Finding["subject"] {
  const [section, number] = path;
  return section === "numbers" && typeof number === "string"
    ? { kind: "number", id: number }
    : { kind: "config", id: pathText(path) };
}
