import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { ForgeName } from "./pipeline-env.js";

/** The jobs that a pipeline has on either forge. */
export type Job = "preview" | "up" | "drift";

/** What a job left. */
export interface JobRan {
  readonly code: number | null;
  /** What its commands printed, as the forge would show it. */
  readonly log: string;
}

const templates = join(import.meta.dirname, "..", "..", "stacks", "pipeline", "templates");

/** The commands of a job, as its file has them; installing packages is the machine's part. */
export async function stepsOf(forge: ForgeName, job: Job): Promise<string[]> {
  if (forge === "gitlab") {
    const jobs = parse(await readFile(join(templates, "gitlab", ".gitlab-ci.yml"), "utf8")) as Record<
      Job,
      { script: string[] }
    >;
    // A job's lines run in one shell.
    return [jobs[job].script.join("\n")];
  }
  const { jobs } = parse(await readFile(join(templates, "github", `telephony-${job}.yml`), "utf8")) as {
    jobs: Record<string, { steps: { run?: string }[] }>;
  };
  return (jobs[job]?.steps ?? []).flatMap(({ run }) => (run === undefined || run === "npm ci" ? [] : [run]));
}

/** Runs a job's commands as its forge would: each in bash, and none after one that failed. */
export async function runJob(forge: ForgeName, job: Job, cwd: string, env: NodeJS.ProcessEnv): Promise<JobRan> {
  let log = "";
  for (const step of await stepsOf(forge, job)) {
    const code = await new Promise<number | null>((resolve, reject) => {
      const shell = spawn("bash", ["-e", "-o", "pipefail", "-c", step], {
        cwd,
        env,
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
