import { cp, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { longTimeout } from "../engine/telephony-stack.js";
import { init } from "../manual/init-example.js";
import { runUnasked } from "../manual/run-example.js";
import { OWNED } from "../manual/examples.js";
import { openSandboxProject, type SandboxProject } from "../manual/sandbox-project.js";
import { FakeForge } from "../pipeline/fake-forge.js";
import { pipelineEnv } from "../pipeline/pipeline-env.js";
import { type Job, runJob } from "../pipeline/steps.js";
import { REPOSITORY } from "../repository.js";
import { runArkenos } from "../terminal/arkenos.js";

const BOUGHT = "+12065550200";

describe("a clone of this repository is a stack", longTimeout, () => {
  let project: SandboxProject;
  let forge: FakeForge;
  beforeAll(async () => {
    [project, forge] = await Promise.all([openSandboxProject(), FakeForge.start()]);
    for (const name of ["Pulumi.yaml", "package.json", ".gitignore", ".github"])
      await cp(join(REPOSITORY, name), join(project.folder, name), { recursive: true });
    // The files that `npm ci` installs and compiles.
    for (const name of ["node_modules", "stacks"])
      await symlink(join(REPOSITORY, name), join(project.folder, name), "junction");
  }, longTimeout.timeout);
  afterAll(async () => {
    await project?.dispose();
    await forge?.close();
  });

  const arkenos = (...words: string[]) => runArkenos([...words, "--yes"], { cwd: project.folder, env: project.env });
  const job = async (name: Job) =>
    runJob("github", name, project.folder, { ...project.env, ...(await pipelineEnv("github", forge, project.folder)) });
  const onTrunk = () =>
    project.emulator.twilio.store.numbers
      .all(({ trunkSid }) => Boolean(trunkSid))
      .map(({ phoneNumber }) => phoneNumber);

  it("has a program that comes with its packages", async () => {
    const manifest = parse(await readFile(join(project.folder, "Pulumi.yaml"), "utf8")) as object;
    expect(manifest).not.toHaveProperty("main");
  });

  it("init adds the stack's config, and does not change the project", async () => {
    const { exitCode, stdout, stderr } = await runUnasked(init, project, "--pipeline", "github", "--json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, isNew: true, files: [] });
  });

  it("buys a number, which then reaches the worker", async () => {
    expect(await arkenos("numbers", "buy", BOUGHT, "--agent", "reception")).toMatchObject({ exitCode: 0 });
    expect(onTrunk()).toEqual([BOUGHT]);
    expect(project.emulator.dial({ from: OWNED, to: BOUGHT }).agents).toMatchObject([{ agentName: "arkenos-agent" }]);
  });

  it("is previewed, deployed and checked by its own workflows", async () => {
    expect(await job("preview")).toMatchObject({ code: 0 });
    expect(forge.comments[0]?.body).toContain("No changes");
    expect(await job("up")).toMatchObject({ code: 0 });
    project.emulator.twilio.store.originationUrls.delete(
      project.emulator.twilio.store.originationUrls.all()[0]?.sid ?? "",
    );
    expect(await job("drift")).toMatchObject({ code: 0 });
    expect(JSON.stringify(forge.issues)).toMatch(/origination URL .*: missing/);
  });
});
