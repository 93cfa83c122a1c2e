import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { descendants, endAll, treeProblem } from "../engine/process-tree.js";
import { answering, longTimeout } from "../engine/telephony-stack.js";
import { ONE, PipelineStage } from "../pipeline/pipeline-stage.js";

const BOUGHT = "+12065550200";
const config = answering({ [ONE]: {}, [BOUGHT]: { purchase: true } });

describe.each(["github", "gitlab"] as const)("the pipeline on %s, with a failure,", longTimeout, (name) => {
  let stage: PipelineStage;
  beforeAll(async () => {
    stage = await PipelineStage.set(name);
    await stage.stack.workspace.configure(config);
  }, longTimeout.timeout);
  afterAll(() => stage?.close());

  const owned = () => stage.stack.emulator.twilio.store.numbers.all(({ phoneNumber }) => phoneNumber === BOUGHT).length;

  it("reports an invalid config in the comment, with its place; the next preview replaces the comment", async () => {
    const { workspace } = stage.stack;
    await workspace.configure({ ...config, agentNme: "x" });
    const { code, log } = await stage.run("preview");
    expect({ code, log }).toEqual({ code: 1, log: expect.stringContaining("did you mean agentName?") });
    expect(stage.comment).toMatch(/\*\*The preview failed:\*\*[^]*config has 1 problem[^]*did you mean agentName\?/);

    await workspace.configure(config);
    expect((await stage.run("preview")).log).toContain("13 to create, 3 contract changes.");
    expect(stage.comment).not.toContain("failed");
  });

  it("reports a program's exception in the comment, and redacts the environment's secrets", async () => {
    const program = join(stage.stack.workspace.folder, "index.js");
    const sound = await readFile(program, "utf8");
    // A later exception is reported faster: for an immediate one, the SDK reads all packages.
    await writeFile(
      program,
      "setImmediate(() => { throw new Error(`no way with ${process.env.TWILIO_AUTH_TOKEN}`) });",
    );
    const { code, log } = await stage.run("preview");
    await writeFile(program, sound);
    expect({ code, log }).toEqual({ code: 1, log: expect.stringContaining("no way with [secret]") });
    expect(stage.comment).toMatch(/\*\*The preview failed:\*\*[^]*no way with \[secret\]/);
  });

  it.each([
    [
      "the passphrase",
      { PULUMI_CONFIG_PASSPHRASE: "another passphrase" },
      1,
      /The preview failed:[^]*PULUMI_CONFIG_PASSPHRASE/,
    ],
    ["the account's token", { TWILIO_AUTH_TOKEN: "f".repeat(32) }, 3, /`twilio-credentials`/],
  ])("fails a pull request whose %s is wrong, and says so in the comment", async (_, wrong, exitCode, says) => {
    expect(await stage.run("preview", wrong)).toMatchObject({ code: exitCode });
    expect(stage.comment).toMatch(says);
  });

  it("fails a merge that a cloud refuses, with the cloud's reason", async () => {
    const { code, log } = await stage.run("up", { TWILIO_AUTH_TOKEN: "f".repeat(32) });
    expect({ code, log }).toEqual({ code: 1, log: expect.stringMatching(/401 20003\)\. Check twilioAccountSid/) });
    expect(owned()).toBe(0);
  });

  describe.skipIf(treeProblem)("after a run was killed on another machine", () => {
    /** As if a job on another machine had created the lock this many minutes ago. */
    const date = async (minutes: number) => {
      const locks = join(stage.stack.workspace.folder, ".state", ".pulumi", "locks");
      const [lock = ""] = (await readdir(locks, { recursive: true })).filter((path) => path.endsWith(".json"));
      const held = JSON.parse(await readFile(join(locks, lock), "utf8")) as object;
      const timestamp = new Date(Date.now() - minutes * 60_000);
      await writeFile(join(locks, lock), JSON.stringify({ ...held, hostname: "another-runner", timestamp }));
    };

    beforeAll(async () => {
      const held = stage.stack.emulator.twilio.faults.hold("CreateIncomingPhoneNumber");
      const up = stage.stack.workspace.start("up", "--yes", "--skip-preview");
      await Promise.race([held.arrived, up.ended.then(({ output }) => Promise.reject(new Error(output)))]);
      const left = await descendants(up.pid);
      await up.crash();
      held.release();
      await vi.waitFor(() => expect(owned()).toBe(1), 20_000);
      endAll(left);
    }, longTimeout.timeout);

    it("waits with exit code 5 while the job may still run, and says for how long", async () => {
      await date(10);
      const { code, log } = await stage.run("up");
      expect(code).toBe(5);
      expect(log).toMatch(/@another-runner, process \d+, since .*; it will be treated as dead in (49|50) minutes/);
    });

    it("continues once no job can run for that long, and buys nothing twice", async () => {
      await date(61);
      const { code, log } = await stage.run("up");
      expect({ code, log }).toEqual({
        code: 0,
        log: expect.stringContaining("older than 60 minutes, so it counts as dead"),
      });
      expect(owned()).toBe(1);
      expect(stage.onTrunk).toEqual([BOUGHT, ONE]);
    });
  });
});
