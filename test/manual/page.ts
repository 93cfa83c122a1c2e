import type { Symptom } from "../../stacks/operate/doctor/symptom.js";
import type { Scene } from "./scene.js";
import { troubleshooting } from "./troubleshooting.js";

/** A scene, and what a person saw. */
export interface Played {
  readonly scene: Scene;
  readonly output: string;
}

/** What the command says of itself. */
export interface Lists {
  /** What `--help` prints. */
  readonly help: string;
  /** What `doctor --list` knows. */
  readonly symptoms: readonly Symptom[];
}

/** The page of the commands. */
export function page({ help, symptoms }: Lists, played: readonly Played[]): string {
  return `# The \`arkenos\` command

<!-- Written by \`npm run manual\`, from a run against the sandbox with the real engine. -->

It edits the stack's config and converges with the real Pulumi engine: the files in git stay the truth.

${block(help)}

Every command takes \`--json\` and then prints one object, \`{"version":1,"command":"…","ok":true, …}\`, or with
\`"ok":false\` an \`error\` of \`message\`, \`problems\` and \`next\`. Nothing is asked without a terminal or with \`--yes\`.
No secret is taken from the command line: it is asked for, or comes from standard input or the environment.

| exit code | means |
|---|---|
| 0 | done, or nothing to do |
| 1 | a cloud, the engine or the network failed; what was done is in the state |
| 2 | the command line or the config is wrong; nothing was changed |
| 3 | checks found errors, or calls to a number are not answered, only a share of them is, or that was not checked |
| 4 | there are changes to make, with \`--detailed-exitcode\` |
| 5 | another run holds the stack |

## Take what exists already

\`arkenos import\` takes a topology that was made by hand, or by another stack, without a call that changes it. It lists
what both accounts hold, follows a number's call (number → Twilio trunk → origination URL → inbound trunk → rule) to
find what is meant, and writes names, numbers and settings into the config, so that the next \`up\` leaves them alone.
Look first with \`--dry-run\`; where several objects fit, name the ones you mean:

\`\`\`
arkenos import --trunk TK… --inbound-trunk ST_… --dispatch-rule SDR_… --outbound-trunk ST_… --credential-list CL… --agent reception
\`\`\`

An object with another stack's marker is taken only by its flag. The output names the command with which that stack
forgets it; run it before that stack is destroyed.

\`adopt\` in the config takes single objects during \`up\`: \`by-name\` (the default), \`never\`, or one answer for each:

\`\`\`yaml
arkenos:adopt:
  default: never
  inboundTrunk: ST_…
  dispatchRule: SDR_…
  elasticTrunk: TK…
\`\`\`

The other keys are \`outboundTrunk\`, \`originationUrl\`, \`fallbackUrls\` (by region) and \`credentialList\`.

## When no worker answers

A call that no worker takes rings until \`inbound.ringingTimeoutSeconds\` is over (180 s unless you set it), and then
LiveKit refuses it. \`npm run test:live\` kills every worker while calls ring, and the caller gets 486 from livekit-sip
1.8.0. After 486 Twilio tries nothing else: neither \`trunk.fallbackRegions\` nor \`trunk.disasterRecoveryUrl\` takes over.
By Twilio's documentation they do after 503, and when LiveKit does not answer at all.

A stack that has either of them therefore asks for 503: \`up\` sets \`ringingTimeoutStatus\` on the inbound trunk, and
\`inbound.ringingTimeoutStatus\` in the config overrides it. livekit-server before 1.13.11 drops the setting, and so does
livekit-sip 1.8.0, which makes this failover one that has not been heard yet. While LiveKit drops it, \`arkenos doctor\`
says so as \`failover-on-486\`. A fallback region belongs to the same project, so without any worker a call rings out
there too; set a disaster recovery URL for that case, and a short \`ringingTimeoutSeconds\`.

\`\`\`
arkenos simulate +15105550177 +15105550100 --worker-down
\`\`\`

shows how long a caller hears ringing, with which status the call ends, and what takes over. The exit code is 3 where
nothing does.

## In a pipeline

\`arkenos init --pipeline github\` (or \`gitlab\`) writes what [\`.github/workflows\`](../.github/workflows) shows. The
variable \`ARKENOS_STACK\`, the stack's name, switches it on; the accounts come from the stack's encrypted config.

| when | what |
|---|---|
| pull request | one comment, kept up to date: what the change would do, or why its preview failed, and what the doctor says; an error that \`up\` would not fix fails it |
| merge | \`provision\`, one run at a time, and the doctor as the gate after it |
| every night | one issue about what was changed by hand, closed when it is fixed |

A job that was killed leaves its lock. \`provision --lock-older-than 60\` takes it away once no job can run for so long,
and until then says how long that is, with exit code 5. Pulumi Cloud does not tell whose a lock is: there
\`pulumi cancel\` ends a run that was killed; then run \`pulumi up --refresh\`.

### Environments

The jobs run in two environments. Keep the secrets there instead of in the repository, where every branch can read them.

| environment | jobs | protect it with |
|---|---|---|
| \`telephony-preview\` | the preview of a pull request, whose code runs with these secrets | required reviewers |
| \`telephony\` | \`provision\` after a merge, and the look every night | deployments from the default branch only; no reviewers, because the nightly run would wait for them |

Both need \`PULUMI_ACCESS_TOKEN\`, or \`PULUMI_CONFIG_PASSPHRASE\` with the variable \`PULUMI_BACKEND_URL\`. On GitHub, create
them under Settings → Environments before the first run: GitHub creates an environment that is missing, without any
protection. On GitLab, create them under Operate → Environments, scope the CI/CD variables to them, \`GITLAB_TOKEN\`
included, and mark those of \`telephony\` as protected, so that only protected branches get them. If your plan has
protected environments (Settings → CI/CD), name there who may run the preview.

GitHub's actions are pinned by commit. GitLab's image is the tag \`node:22\`, which moves; to pin it, append the digest
that \`docker buildx imagetools inspect node:22\` prints.

${played.map(section).join("\n")}
${troubleshooting(symptoms)}`;
}

/** The page with today's help and troubleshooting instead of those that it has. */
export function withLists(page: string, { help, symptoms }: Lists): string {
  return page
    .replace(/```\nUsage:[^]*?\n```/, () => block(help))
    .replace(/## Troubleshooting\n[^]*/, () => troubleshooting(symptoms));
}

function section({ scene: { title, words, argv }, output }: Played): string {
  return `## ${title}\n\n${words === "" ? "" : `${words}\n\n`}${block(`$ arkenos ${argv.map(quoted).join(" ")}\n${output}`)}\n`;
}

/** A word as it is typed. */
export function quoted(word: string): string {
  return word.includes(" ") ? `"${word}"` : word;
}

function block(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return `\`\`\`\n${lines.join("\n").trimEnd()}\n\`\`\``;
}
