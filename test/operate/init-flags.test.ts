import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arkenosJson } from "../cli/terminal.js";
import { longTimeout } from "../engine/telephony-stack.js";
import { openSandboxProject, type SandboxProject } from "../manual/sandbox-project.js";

describe("arkenos init, by flags,", longTimeout, () => {
  let project: SandboxProject;
  beforeAll(async () => void (project = await openSandboxProject()), longTimeout.timeout);
  afterAll(() => project?.dispose());

  const init = async (argv: readonly string[], { folder = project.folder, env = project.env } = {}) => {
    const { LIVEKIT_URL = "", LIVEKIT_API_KEY = "", TWILIO_ACCOUNT_SID = "", ...secrets } = project.emulator.env;
    const accounts = ["--livekit-url", LIVEKIT_URL, "--livekit-api-key", LIVEKIT_API_KEY];
    const input = ["LIVEKIT_API_SECRET", "TWILIO_AUTH_TOKEN"].map((name) => `${name}=${secrets[name]}\n`).join("");
    const words = ["init", "--secrets-stdin", ...accounts, "--twilio-account-sid", TWILIO_ACCOUNT_SID, ...argv];
    const { exitCode, answer } = await arkenosJson(words, { cwd: folder, env, input });
    return { exitCode, ...answer };
  };

  it.each([
    ["--sip-domain", ["--sip-domain", "https://acme.example"], /^--sip-domain: .*is not host or host:port/],
    ["--agent", ["--agent", "the desk", "--prompt", "You answer."], /^--agent the desk: is not an agent's id/],
    ["--stack", ["--stack", "my stack"], /^--stack: "my stack" is not a stack's name/],
    ["--backend", ["--backend", "my folder"], /^--backend: "my folder" is not a state backend/],
    ["--livekit-url", ["--livekit-url", "acme"], /^Account settings are invalid/],
  ])("refuses a wrong %s before it calls anything, and writes nothing", async (_, argv, message) => {
    const { exitCode, error } = await init(argv);
    expect({ exitCode, message: error?.message }).toEqual({ exitCode: 2, message: expect.stringMatching(message) });
    expect(await readdir(project.folder)).toEqual([]);
    expect(project.emulator.twilio.calls).toEqual([]);
  });

  it("writes nothing if the whole config would be refused", async () => {
    const { exitCode, error } = await init([]);
    expect({ exitCode, problems: error?.problems }).toEqual({
      exitCode: 2,
      problems: [expect.stringMatching(/^sipDomain: cannot be derived from/)],
    });
    expect(await readdir(project.folder)).toEqual([]);
  });

  it("keeps the state where --backend says, also beside a token of Pulumi Cloud, and names it in Pulumi.yaml", async () => {
    const states = join(project.folder, "..", "states");
    const folder = join(project.folder, "..", "other");
    await mkdir(folder);
    const env = { ...project.env, PULUMI_BACKEND_URL: undefined, PULUMI_ACCESS_TOKEN: "pul-of-the-tests" };
    const answer = await init(["--backend", `file://${states}`, "--sip-domain", "sip.acme.example"], { folder, env });
    expect(answer).toMatchObject({ ok: true, isNew: true });
    expect(await readFile(join(folder, "Pulumi.yaml"), "utf8")).toContain(`backend:\n  url: file://${states}\n`);
    expect(await readdir(join(states, ".pulumi", "stacks", "other"))).toContain("dev.json");
  });

  it("adds it to a Pulumi.yaml that is there, and changes nothing else in it", async () => {
    const folder = join(project.folder, "..", "cloned");
    const [file, states] = [join(folder, "Pulumi.yaml"), join(project.folder, "..", "states")];
    await mkdir(folder);
    await writeFile(file, "name: cloned\nruntime: nodejs # ours");
    const env = { ...project.env, PULUMI_BACKEND_URL: undefined };
    const answer = await init(["--backend", `file://${states}`, "--sip-domain", "sip.acme.example"], { folder, env });
    expect(answer).toMatchObject({ ok: true, isNew: true, files: ["Pulumi.yaml"] });
    expect(await readFile(file, "utf8")).toBe(
      `name: cloned\nruntime: nodejs # ours\nbackend:\n  url: "file://${states}"\n`,
    );
  });

  it("does not keep it elsewhere than PULUMI_BACKEND_URL says", async () => {
    const { exitCode, error } = await init(["--backend", "s3://acme", "--sip-domain", "sip.acme.example"]);
    expect({ exitCode, message: error?.message }).toEqual({
      exitCode: 2,
      message: expect.stringMatching(/^--backend names s3:\/\/acme, but PULUMI_BACKEND_URL names file:/),
    });
  });
});
