import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { arkenosJson } from "../cli/terminal.js";
import { longTimeout } from "../engine/telephony-stack.js";
import { openSandboxProject, type SandboxProject } from "../manual/sandbox-project.js";

/** A program's manifest, which init adds to. */
const MANIFEST = '{ "name": "acme", "type": "module" }\n';

describe("arkenos init, when it fails,", longTimeout, () => {
  let project: SandboxProject;
  let folder: string;
  let above: string;
  beforeAll(async () => {
    project = await openSandboxProject();
    folder = project.folder;
    above = join(folder, "..");
  }, longTimeout.timeout);
  beforeEach(() => writeFile(join(folder, "package.json"), MANIFEST));
  afterEach(() => rm(join(folder, "vendor"), { recursive: true, force: true }));
  afterAll(() => project?.dispose());

  const init = async (argv: readonly string[], more: NodeJS.ProcessEnv = {}, secret?: string) => {
    const { LIVEKIT_URL = "", LIVEKIT_API_KEY = "", TWILIO_ACCOUNT_SID = "", ...secrets } = project.emulator.env;
    const accounts = ["--livekit-url", LIVEKIT_URL, "--livekit-api-key", LIVEKIT_API_KEY];
    const input = `LIVEKIT_API_SECRET=${secret ?? secrets.LIVEKIT_API_SECRET}\nTWILIO_AUTH_TOKEN=${secrets.TWILIO_AUTH_TOKEN}\n`;
    const host = ["--twilio-account-sid", TWILIO_ACCOUNT_SID, "--sip-domain", "sip.acme.example"];
    const words = ["init", "--secrets-stdin", ...accounts, ...host, ...argv];
    const { exitCode, answer } = await arkenosJson(words, { cwd: folder, env: { ...project.env, ...more }, input });
    return { exitCode, ...answer };
  };
  const files = (of: string) => readdir(of, { recursive: true });
  const isUntouched = async () => {
    expect(await files(folder)).toEqual(["package.json"]);
    expect(await readFile(join(folder, "package.json"), "utf8")).toBe(MANIFEST);
    expect(await readdir(above)).not.toContain("new");
  };

  it("leaves the state folder empty if an account cannot be verified", async () => {
    expect(await init([], {}, "wrong".repeat(8))).toMatchObject({ error: { code: "account_not_verified" } });
    expect(await files(join(above, ".state"))).toEqual([]);
    await isUntouched();
  });

  it("while npm packs, leaves no folder, no file and no tarball", async () => {
    const bin = join(above, "bin");
    await mkdir(bin);
    const npm = '#!/bin/sh\ntouch vendor/half.tgz\necho "npm error no space left" >&2\nexit 1\n';
    await writeFile(join(bin, "npm"), npm, { mode: 0o755 });
    const answer = await init(["--backend", `file://${join(above, "new", "states")}`, "--pipeline", "github"], {
      ...{ PATH: [bin, project.env.PATH].join(delimiter), PULUMI_BACKEND_URL: undefined },
    });
    expect(answer).toMatchObject({
      exitCode: 1,
      error: { code: "npm_failed", next: "Fix this, then run arkenos init again. Nothing was written" },
    });
    await isUntouched();
  });

  it("while the engine creates the stack, leaves the project and the folder for states as they were", async () => {
    const answer = await init(["--backend", `file://${join(above, "new", "states")}`, "--pipeline", "github"], {
      ...{ PULUMI_BACKEND_URL: undefined, PULUMI_CONFIG_PASSPHRASE: undefined },
      PULUMI_CONFIG_PASSPHRASE_FILE: join(above, "missing"),
    });
    expect(answer.error).toMatchObject({
      message: expect.stringMatching(/^pulumi stack init failed: .*PULUMI_CONFIG_PASSPHRASE_FILE/) as string,
      next: expect.stringMatching(/Nothing was written$/) as string,
    });
    await isUntouched();
  });

  it("stores the token of Pulumi Cloud only after the stack exists", async () => {
    const cloud = await startCloud();
    try {
      const { port } = cloud.address() as AddressInfo;
      const env = { PULUMI_BACKEND_URL: `http://127.0.0.1:${port}`, PULUMI_ACCESS_TOKEN: "pul-of-the-tests" };
      const login = () => readFile(join(project.env.PULUMI_HOME ?? "", "credentials.json"), "utf8").catch(() => "");
      expect(await init([], env, "wrong".repeat(8))).toMatchObject({ error: { code: "account_not_verified" } });
      expect(await login()).toBe("");
      const answer = await init([], env);
      expect(answer.error?.message).toMatch(/^pulumi stack init failed: /);
      expect(await login()).toBe("");
      await isUntouched();
    } finally {
      cloud.close();
    }
  });

  it("after the stack was created, says so, and the next run sets what is missing", async () => {
    const lock = join(folder, "Pulumi.dev.yaml.lock");
    await mkdir(lock);
    const later = new Date(Date.now() + 3_600_000);
    await utimes(lock, later, later);
    expect(await init([])).toMatchObject({
      exitCode: 5,
      error: {
        next: expect.stringMatching(
          /Stack dev was created, without all its settings\. Run arkenos init again to continue$/,
        ) as string,
      },
    });
    await rm(lock, { recursive: true });
    expect(await init([])).toMatchObject({
      ok: true,
      isNew: false,
      changed: expect.arrayContaining(["sipDomain"]) as object,
    });
    const text = await readFile(join(folder, "Pulumi.dev.yaml"), "utf8");
    expect(text).toMatch(/^# yaml-language-server: [^]*livekitApiSecret:\n +secure: /);
  });
});

/** A service that knows the person and refuses to create a stack. */
async function startCloud(): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.method === "POST") response.writeHead(402).end('{"code":402,"message":"The organization is full"}');
    else if (request.url === "/api/user") response.end('{"githubLogin":"ada","organizations":[{"githubLogin":"ada"}]}');
    else if (request.url?.startsWith("/api/stacks/")) response.writeHead(404).end('{"code":404,"message":"none"}');
    else response.end('{"capabilities":[],"stacks":[],"gitHubLogin":"ada"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
