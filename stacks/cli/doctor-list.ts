import { CATALOGUE } from "../doctor/catalogue.js";
import { UNSEEN } from "../doctor/unseen.js";
import type { Answer } from "./answer.js";

/** The checks, and the mistakes that none of them can see. */
export function listChecks(): Answer {
  const checks = CATALOGUE.map(({ id, severity }) => ({ id, severity }));
  const lines = [
    ...checks.map(({ id, severity }) => `${severity.padEnd(8)} ${id}`),
    "",
    "What no check can see:",
    ...UNSEEN.map(({ mistake, why }) => `- ${mistake}: ${why}`),
  ];
  return { data: { checks, unseen: UNSEEN }, text: lines.join("\n") };
}
