import type { Symptom } from "../../stacks/operate/doctor/symptom.js";

/**
 * Symptoms, their causes and the checks that report them: the last part of the page.
 *
 * @param symptoms those of `arkenos doctor --list --json`
 */
export function troubleshooting(symptoms: readonly Symptom[]): string {
  return `## Troubleshooting

\`arkenos doctor\` runs every check; \`--probe\` also tests what cannot be read from the clouds. \`arkenos doctor --list\` shows
the command for each of these problems.

What could not be checked is never reported as healthy. A probe that could not run is an error named after it, such as
\`agent-joins-not-checked\`, which says why and what to do. A check that fails unexpectedly is reported as
\`<check>-not-checked\`, with the severity of the check. \`probe-room-left\` warns about a test room that a probe could
not remove.

| symptom | cause | checks |
|---|---|---|
${symptoms.map(row).join("\n")}
`;
}

function row({ sees, because, checks, probes = [], unseen }: Symptom): string {
  const who = [...checks.map((id) => `\`${id}\``), ...probes.map((probe) => `probe \`${probe}\``)];
  return `| ${sees} | ${because} | ${[...who, ...(unseen ? [`not covered: ${unseen}`] : [])].join(", ")} |`;
}
