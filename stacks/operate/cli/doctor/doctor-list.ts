import { CATALOGUE } from "../../doctor/catalogue.js";
import type { Symptom } from "../../doctor/symptom.js";
import { SYMPTOMS } from "../../doctor/symptoms.js";
import type { Answer } from "../terminal/answer.js";

/** The checks, and what each is good for: what somebody meets, why, and how to hear which it is. */
export function listChecks(): Answer {
  const checks = CATALOGUE.map(({ id, severity }) => ({ id, severity }));
  const text = [checks.map(({ id, severity }) => `${severity.padEnd(8)} ${id}`).join("\n"), ...SYMPTOMS.map(paragraph)];
  return { data: { checks, symptoms: SYMPTOMS }, text: text.join("\n\n") };
}

function paragraph({ sees, because, checks, probes = [], unseen }: Symptom): string {
  const flags = [
    ...(checks.length > 0 ? [`--only ${checks.join(" ")}`] : []),
    ...(probes.length > 0 ? [`--probe ${probes.map(asked).join(" ")}`] : []),
  ];
  return [
    sees.charAt(0).toUpperCase() + sees.slice(1),
    `  ${because}`,
    ...(flags.length > 0 ? [`  arkenos doctor ${flags.join(" ")}`] : []),
    ...(unseen ? [`  No check sees: ${unseen}`] : []),
  ].join("\n");
}

const asked = (probe: string) => (probe === "outbound-call" ? "outbound-call=<number>" : probe);
