import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { ForgeName } from "./pipeline-env.js";

/** The jobs that a pipeline has on either forge. */
export type Job = "preview" | "up" | "drift";

/** A job's result. */
export interface JobRan {
  readonly code: number | null;
  /** Its log, as the forge would show it. */
  readonly log: string;
}

/** Commands that run in one shell. */
interface Step {
  readonly run: string;
  /** The variables that the file sets, by the file's keyword. */
  readonly given: ReadonlySet<string>;
}

type Variables = Readonly<Record<string, unknown>>;
interface Workflow {
  readonly jobs: Readonly<Record<Job, { env: Variables; steps: readonly { run?: string; env?: Variables }[] }>>;
}
type GitlabFile = { readonly variables: Variables } & Readonly<Record<Job, { script: readonly string[] }>>;

const templates = join(import.meta.dirname, "..", "..", "stacks", "operate", "pipeline", "templates");

/** Variables that a step has only if its file sets them, or on GitLab if the project does. */
const GIVEN = ["PULUMI_STACK", "PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE", "GITHUB_TOKEN"];
const OF_THE_PROJECT = ["PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE"];

/** A job's commands, from its file; installing packages is left to the machine. */
async function stepsOf(forge: ForgeName, job: Job): Promise<Step[]> {
  if (forge === "gitlab") {
    const file = parse(await readFile(join(templates, "gitlab", ".gitlab-ci.yml"), "utf8")) as GitlabFile;
    return [{ run: file[job].script.join("\n"), given: new Set([...Object.keys(file.variables), ...OF_THE_PROJECT]) }];
  }
  const { jobs } = parse(await readFile(join(templates, "github", `telephony-${job}.yml`), "utf8")) as Workflow;
  const { env: ofJob, steps } = jobs[job];
  return steps.flatMap(({ run, env = {} }) =>
    run === undefined || run === "npm ci" ? [] : [{ run, given: new Set(Object.keys({ ...ofJob, ...env })) }],
  );
}

/** Runs a job's commands as its forge would: each in bash, until one fails. */
export async function runJob(forge: ForgeName, job: Job, cwd: string, env: NodeJS.ProcessEnv): Promise<JobRan> {
  let log = "";
  for (const { run, given } of await stepsOf(forge, job)) {
    // A variable of the file that is not set is empty.
    const own = Object.fromEntries(GIVEN.map((name) => [name, given.has(name) ? (env[name] ?? "") : undefined]));
    const code = await new Promise<number | null>((resolve, reject) => {
      const shell = spawn("bash", ["-e", "-o", "pipefail", "-c", run], {
        ...{ cwd, env: { ...env, ...own } },
        stdio: ["ignore", "pipe", "pipe"],
      });
      for (const stream of [shell.stdout, shell.stderr])
        stream.setEncoding("utf8").on("data", (text: string) => (log += text));
      shell.once("error", reject).once("close", resolve);
    });
    if (code !== 0) return { code, log };
  }
  return { code: 0, log };
}
