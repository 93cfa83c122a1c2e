import type { Symptom } from "../../stacks/operate/doctor/symptom.js";
import type { Example } from "./example.js";
import { troubleshooting } from "./troubleshooting.js";

/** An example with its output. */
export interface ExampleRun {
  readonly example: Example;
  readonly output: string;
}

/** Texts that the command itself prints. */
export interface Lists {
  /** The output of `--help`. */
  readonly help: string;
  /** The output of `doctor --list`. */
  readonly symptoms: readonly Symptom[];
}

/** The README of the command. */
export function page({ help, symptoms }: Lists, runs: readonly ExampleRun[]): string {
  return `# The \`arkenos\` command

<!-- Written by \`npm run manual\`, from a run against the sandbox with the real engine. -->

The command edits the stack's config and runs the Pulumi engine, so the files in git stay the source of truth. Its terms
are explained in the [glossary](GLOSSARY.md).

${block(help)}

With \`--json\` every command prints one object, \`{"version":1,"command":"…","ok":true, …}\`. A failure has
\`"ok":false\` and an \`error\` with \`code\`, \`message\`, \`problems\`, \`details\` and \`next\`. The codes in
\`error\`, \`details\` and \`notes\` and the ids of findings are listed in [CODES.md](CODES.md). In \`changes\`, \`op\`
is Pulumi's operation, \`label\` names the object, and \`seconds\` is how long it took. The former names \`act\` and
\`words\`, \`says\` for \`message\`, and \`because\` for \`reason\` still work in this version.

Without a terminal or with \`--json\`, a command that has to ask fails; \`--yes\` answers every question.
\`--give-back\` also needs \`--i-understand\`. Secrets are never command-line arguments: you are asked for them, or
they come from standard input or the environment.

| exit code | meaning |
|---|---|
| 0 | success, including nothing to do |
| 1 | a cloud, the engine or the network failed, or you canceled or stopped the command; completed changes are in the state |
| 2 | the command line or the config is invalid; nothing was changed |
| 3 | checks found errors, or some calls to a number go unanswered or could not be checked |
| 4 | changes are pending, with \`--detailed-exitcode\` |
| 5 | another run holds the stack |

## Import what exists

\`arkenos import\` imports a topology that was made by hand or by another stack, without changing it. It lists the objects
of both accounts, follows a number's route (number → Twilio trunk → origination URL → inbound trunk → rule) to find the
right ones, and writes their names, numbers and settings to the config, so that the next \`up\` does not change them.
Start with \`--dry-run\`. If several objects match, choose by flags:

\`\`\`
arkenos import --trunk TK… --inbound-trunk ST_… --dispatch-rule SDR_… --outbound-trunk ST_… --credential-list CL… --agent reception
\`\`\`

An object with another stack's marker is imported only by its flag. The output shows the command that removes it from the
other stack's state; run it before that stack is destroyed.

\`adopt\` in the config adopts existing objects during \`up\`: \`by-name\` (the default), \`never\`, or a choice for each object:

\`\`\`yaml
arkenos:adopt:
  default: never
  inboundTrunk: ST_…
  dispatchRule: SDR_…
  elasticTrunk: TK…
\`\`\`

The other keys are \`outboundTrunk\`, \`originationUrl\`, \`fallbackUrls\` (by region) and \`credentialList\`.
Write them as keys, not as JSON text: the \`pulumi config set --path\` that a message may advise would replace the text.

## Deploy many numbers

For each resource, the engine writes the whole state twice, which takes most of the time of a large run. With \`--fast\`,
\`up\`, \`provision\` and \`destroy\` write it once, at the end:

\`\`\`
arkenos up --fast
\`\`\`

Until then, a journal in Pulumi's home says what the run has done. If the run is killed, \`status\` says so, and
\`arkenos provision\` continues from the journal; until it has, do not run \`pulumi up\`. On another machine, such as a new CI
runner, there is no journal: objects are then found by their names and markers, and objects removed from the config in
the meantime are left behind. \`--fast\` has no effect in Pulumi Cloud, which records each step, or if the program has
resources of other kinds or accounts, because those could not be found again.

Split more than 10,000 numbers into several stacks. Give each a different \`namePrefix\`, so that the names in an account
show whose they are, and a different \`agentName\`, so that the right workers answer. List each number in one stack only.
With the state in a bucket, CI jobs can deploy the stacks in parallel. Each stack has its outputs, and with them a routing
table of its numbers: run one group of workers per stack.

## When no worker answers

A call that no worker answers rings for \`inbound.ringingTimeoutSeconds\` (180 s by default), and then LiveKit rejects it.
\`npm run test:live\` kills every worker while calls ring, and the caller gets 486 from livekit-sip 1.8.0. After 486 Twilio
does not fail over: neither \`trunk.fallbackRegions\` nor \`trunk.disasterRecoveryUrl\` takes over. According to Twilio's
documentation they do after 503, and when LiveKit does not answer at all.

If a stack has either of them, \`up\` therefore sets \`ringingTimeoutStatus\` on the inbound trunk to 503;
\`inbound.ringingTimeoutStatus\` in the config overrides it. livekit-server before 1.13.11 and livekit-sip 1.8.0 ignore the
setting, so this failover has not been confirmed by a real call yet. While LiveKit ignores it, \`arkenos doctor\` reports
\`failover-on-486\`. A fallback region belongs to the same project, so without any worker the call is not answered there
either. For that case set a disaster recovery URL and a short \`ringingTimeoutSeconds\`.

\`\`\`
arkenos simulate +15105550177 +15105550100 --worker-down
\`\`\`

shows how long a caller hears ringing, the status that ends the call, and what takes over. The exit code is 3 if nothing
takes over.

## In CI

\`arkenos init --pipeline github\` (or \`gitlab\`) writes workflows such as those in
[\`.github/workflows\`](../../.github/workflows). Set the variable \`ARKENOS_STACK\` to the stack's name to turn them on; the
credentials come from the stack's encrypted config.

| when | what |
|---|---|
| pull request | one comment, kept up to date: what the change would do or why its preview failed, and the findings of the doctor; an error that \`up\` would not fix fails the check |
| merge | \`provision\`, one run at a time, then the doctor as a gate |
| every night | one issue about manual changes, closed when they are gone |

A killed job leaves its lock. \`provision --lock-older-than 60\` removes the lock after 60 minutes, when no job can still be
running; before that it exits with 5 and shows the remaining time. Pulumi Cloud does not report who holds a lock: there,
end a killed run with \`pulumi cancel\`, then run \`pulumi up --refresh\`.

### Environments

The jobs run in two environments. Keep the secrets there instead of in the repository, where every branch can read them.

| environment | jobs | protect it with |
|---|---|---|
| \`telephony-preview\` | the preview of a pull request, whose code runs with these secrets | required reviewers |
| \`telephony\` | \`provision\` after a merge, and the nightly drift check | deployments from the default branch only; no reviewers, because the nightly run would wait for them |

Both need \`PULUMI_ACCESS_TOKEN\`, or \`PULUMI_CONFIG_PASSPHRASE\` with the variable \`PULUMI_BACKEND_URL\`. On GitHub, create
them under Settings → Environments before the first run: GitHub creates an environment that is missing, without any
protection. On GitLab, create them under Operate → Environments, scope the CI/CD variables to them, \`GITLAB_TOKEN\`
included, and mark those of \`telephony\` as protected, so that only protected branches get them. If your plan has
protected environments (Settings → CI/CD), name there who may run the preview.

GitHub's actions are pinned by commit. GitLab's image is the tag \`node:22\`, which moves; to pin it, append the digest
that \`docker buildx imagetools inspect node:22\` prints.

${runs.map(section).join("\n")}
${troubleshooting(symptoms)}`;
}

/** The page with the current help and troubleshooting. */
export function withLists(page: string, { help, symptoms }: Lists): string {
  return page
    .replace(/```\nUsage:[^]*?\n```/, () => block(help))
    .replace(/## Troubleshooting\n[^]*/, () => troubleshooting(symptoms));
}

function section({ example, output }: ExampleRun): string {
  const { title, description } = example;
  return `## ${title}\n\n${description === "" ? "" : `${description}\n\n`}${block(`${commandLine(example)}\n${output}`)}\n`;
}

/** An example as a person types it. */
export function commandLine({ argv }: Example): string {
  return `$ arkenos ${argv.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ")}`;
}

function block(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return `\`\`\`\n${lines.join("\n").trimEnd()}\n\`\`\``;
}
