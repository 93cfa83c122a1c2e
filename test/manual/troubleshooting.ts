import type { Symptom } from "../../stacks/doctor/symptom.js";

/**
 * What people meet, why, and the checks that tell: the last part of the page.
 *
 * @param symptoms those of `arkenos doctor --list --json`
 */
export function troubleshooting(symptoms: readonly Symptom[]): string {
  return `## Troubleshooting

\`arkenos doctor\` makes every check at once; \`--probe\` also tries out what reading does not tell. \`arkenos doctor --list\`
shows the line that asks for one of these alone.

| what you meet | why | who tells |
|---|---|---|
${symptoms.map(row).join("\n")}
`;
}

function row({ sees, because, checks, probes = [], unseen }: Symptom): string {
  const who = [...checks.map((id) => `\`${id}\``), ...probes.map((probe) => `probe \`${probe}\``)];
  return `| ${sees} | ${because} | ${[...who, ...(unseen ? [`no check: ${unseen}`] : [])].join(", ")} |`;
}
