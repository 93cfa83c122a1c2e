import { checkIds, type Codes, problemCodes } from "./codes.js";

/** The page with every code. */
export function codesPage(): string {
  return `# Codes

<!-- Written by \`npm run manual\`, from the code. -->

With \`--json\`, \`error\`, each problem in \`error.details\` and \`failures\`, each entry of \`notes\`, and the
\`reason\` of an unchecked verdict or drift has a \`code\`; each finding of the doctor has the id of its check. Codes
and ids are never renamed, so scripts can rely on them, and the messages may change. This page shows what each one
means. Words in italics and \`…\` stand for what differs, and *key* for the place of a problem: a config key, a prop or
a setting. Codes that a server or a library gives are passed on as they are, such as \`unauthenticated\` of LiveKit,
\`21404\` of Twilio, \`invalid_type\` of zod or \`ENOENT\` of Node.

## Errors, problems and notes

${table("code", problemCodes())}

## Findings

A check that could not run is reported as \`<check>-not-checked\`.

${table("check", checkIds())}
`;
}

function table(name: string, codes: Codes): string {
  const rows = [...codes].map(([code, says]) => `| \`${code}\` | ${says.join("<br>").replaceAll("|", "\\\\|")} |`);
  return [`| ${name} | meaning |`, "|---|---|", ...rows].join("\n");
}
