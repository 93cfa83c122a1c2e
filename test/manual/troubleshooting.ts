import type { Symptom } from "../../stacks/operate/doctor/symptom.js";

/**
 * What people meet, why, and the checks that tell: the last part of the page.
 *
 * @param symptoms those of `arkenos doctor --list --json`
 */
export function troubleshooting(symptoms: readonly Symptom[]): string {
  return `## Troubleshooting

\`arkenos doctor\` makes every check at once; \`--probe\` also tries out what reading does not tell. \`arkenos doctor --list\`
shows the line that asks for one of these alone.

What could not be checked is never reported as healthy. A probe that could not run is an error named after it, such as
\`agent-joins-not-checked\`, which says why and what to do. A check that fails unexpectedly is reported as
\`<check>-not-checked\`, with the severity of the check. \`probe-room-left\` warns about a test room that a probe could
not remove.

| what you meet | why | who tells |
|---|---|---|
${symptoms.map(row).join("\n")}
`;
}

function row({ sees, because, checks, probes = [], unseen }: Symptom): string {
  const who = [...checks.map((id) => `\`${id}\``), ...probes.map((probe) => `probe \`${probe}\``)];
  return `| ${sees} | ${because} | ${[...who, ...(unseen ? [`no check: ${unseen}`] : [])].join(", ")} |`;
}
