import { CATALOG } from "../../doctor/catalog.js";
import type { Symptom } from "../../doctor/symptom.js";
import { SYMPTOMS } from "../../doctor/symptoms.js";
import type { Answer } from "../terminal/answer.js";

/** The checks, and the symptoms with their causes and the command that tells which it is. */
export function listChecks(): Answer {
  const checks = CATALOG.map(({ id, severity }) => ({ id, severity }));
  const text = [checks.map(({ id, severity }) => `${severity.padEnd(8)} ${id}`).join("\n"), ...SYMPTOMS.map(paragraph)];
  return { data: { checks, symptoms: SYMPTOMS }, text: text.join("\n\n") };
}

function paragraph({ sees, because, checks, probes = [], unseen }: Symptom): string {
  const flags = [
    ...(checks.length > 0 ? [`--only ${checks.join(" ")}`] : []),
    ...(probes.length > 0 ? [`--probe ${probes.map(flagOf).join(" ")}`] : []),
  ];
  return [
    sees.charAt(0).toUpperCase() + sees.slice(1),
    `  ${because}`,
    ...(flags.length > 0 ? [`  arkenos doctor ${flags.join(" ")}`] : []),
    ...(unseen ? [`  Not covered by a check: ${unseen}`] : []),
  ].join("\n");
}

const flagOf = (probe: string) => (probe === "outbound-call" ? "outbound-call=<number>" : probe);
