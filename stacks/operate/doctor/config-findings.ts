import { withCauses } from "./causes.js";
import type { Finding } from "./finding.js";

/** Which check a problem of the config is, by the key that it names. */
const BY_KEY: readonly (readonly [RegExp, string])[] = [
  [/^numbers\S*\.agent:|^defaultAgent:/, "routing-table"],
  [/^numbers\S*:/, "number-e164"],
  [/^inbound\.allowedAddresses/, "inbound-allowed-addresses-malformed"],
  [/^outbound\.address/, "outbound-address-format"],
  [/^agents\S*\.targets/, "transfer-target"],
];

/**
 * The problems of a config that is refused, as findings. Nothing else is looked at then: what the stack wants is not
 * known.
 */
export function configFindings(problems: readonly string[]): Finding[] {
  const findings = problems.map((problem): Finding => {
    const [key = "", said = problem] = split(problem);
    const number = /["'`]?(\+?[\d\-() ]{4,})["'`]?/.exec(key)?.[1];
    const id = BY_KEY.find(([pattern]) => pattern.test(problem))?.[1] ?? "config-invalid";
    const subject =
      number !== undefined && key.startsWith("numbers")
        ? ({ kind: "number", id: number } as const)
        : ({ kind: "config", id: key } as const);
    return { id, severity: "error", subject, found: said, remediation: `${problem}.` };
  });
  return withCauses(findings);
}

function split(problem: string): [key: string, said: string] | [] {
  const end = problem.indexOf(": ");
  return end < 0 ? [] : [problem.slice(0, end), problem.slice(end + 2)];
}
