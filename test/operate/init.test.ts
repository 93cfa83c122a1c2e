import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, start } from "@arkenos/emulator";
import { findEngine } from "@arkenos/cli/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTimeout } from "../engine/telephony-stack.js";
import { arkenosJson } from "../cli/terminal.js";

describe("arkenos init in an empty folder", longTimeout, () => {
  let emulator: Emulator;
  let folder: string;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    emulator = await start();
    folder = await mkdtemp(join(tmpdir(), "arkenos-init-"));
    await mkdir(join(folder, ".state"));
    env = {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, ...(await findEngine()).env },
      PULUMI_HOME: join(folder, ".home"),
      PULUMI_BACKEND_URL: `file://${join(folder, ".state")}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase of the tests",
      TWILIO_API_URL: emulator.env.TWILIO_API_URL,
      ...{ npm_config_offline: "true", npm_config_cache: join(folder, ".npm") },
    };
  }, longTimeout.timeout);
  afterAll(async () => {
    await emulator?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const flags = () => [
    ...["--livekit-url", emulator.env.LIVEKIT_URL ?? "", "--livekit-api-key", emulator.env.LIVEKIT_API_KEY ?? ""],
    ...["--twilio-account-sid", emulator.env.TWILIO_ACCOUNT_SID ?? ""],
  ];
  const secrets = () =>
    ["LIVEKIT_API_SECRET", "TWILIO_AUTH_TOKEN"].map((name) => `${name}=${emulator.env[name]}\n`).join("");
  const init = async (argv: readonly string[], input = "") => {
    const ran = await arkenosJson(["init", "--secrets-stdin", ...argv], { cwd: folder, env, input });
    return { exitCode: ran.exitCode, ...ran.answer };
  };
  const files = async () => (await readdir(folder)).filter((name) => !name.startsWith("."));
  const file = () => readFile(join(folder, "Pulumi.dev.yaml"), "utf8");

  it("without credentials names each of them, and writes nothing", async () => {
    const { exitCode, error } = await init([]);
    expect(exitCode).toBe(2);
    expect(error?.problems?.join("\n")).toMatch(/livekitUrl: not set; set LIVEKIT_URL[^]*twilioAccountSid: not set/);
    expect(await files()).toEqual([]);
  });

  it.each([
    ["a passphrase for the secrets", { PULUMI_CONFIG_PASSPHRASE: undefined }, 2, /^Set PULUMI_CONFIG_PASSPHRASE/],
    ["a place for states", { PULUMI_BACKEND_URL: undefined }, 2, /^Add --backend cloud, --backend file:/],
  ])("without %s fails before its first question, and writes nothing", async (_, without, exitCode, next) => {
    const ran = await arkenosJson(["init"], { cwd: folder, env: { ...env, ...without } });
    expect({ exitCode: ran.exitCode, next: ran.answer.error?.next }).toEqual({
      exitCode,
      next: expect.stringMatching(next),
    });
    expect(await files()).toEqual([]);
    expect(emulator.twilio.calls).toEqual([]);
  });

  it("with a wrong secret names the account that refuses it, and writes nothing", async () => {
    const wrong = secrets().replace(emulator.env.LIVEKIT_API_SECRET ?? "", "wrong".repeat(8));
    expect(await init([...flags(), "--sip-domain", "sip.acme.example"], wrong)).toMatchObject({
      exitCode: 1,
      error: { message: "LiveKit could not be verified; nothing was written" },
    });
    expect(await files()).toEqual([]);
  });

  it("beside a program without ES modules fails before anything else, and writes nothing", async () => {
    const manifest = join(folder, "package.json");
    await writeFile(manifest, '{ "type": "commonjs" }\n');
    const { exitCode, error } = await init(flags(), secrets());
    await rm(manifest);
    expect({ exitCode, next: error?.next }).toEqual({ exitCode: 2, next: expect.stringContaining("type=module") });
    expect(await files()).toEqual([]);
  });

  it("with an agent but no prompt is refused", async () => {
    expect(await init(["--agent", "reception"])).toMatchObject({
      exitCode: 2,
      error: { message: "--agent needs --prompt" },
    });
  });

  it("creates a project and a stack with encrypted secrets", async () => {
    const agent = ["--sip-domain", "sip.acme.example", "--agent", "reception", "--prompt", "You answer for Acme."];
    const answer = await init([...flags(), ...agent], secrets());
    expect(answer).toMatchObject({
      ok: true,
      stack: "dev",
      isNew: true,
      connections: [{ works: true }, { works: true }],
    });
    expect(new Set(await files())).toEqual(
      new Set(["Pulumi.dev.yaml", "Pulumi.yaml", "index.js", "package.json", "tsconfig.json", "vendor"]),
    );
    const text = await file();
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=node_modules\/@arkenos\/stacks\/dist\/config\.schema\.json\n/,
    );
    expect(text).toMatch(/arkenos:livekitApiSecret:\n +secure: v1:/);
    expect(text).toMatch(/arkenos:twilioAuthToken:\n +secure: v1:/);
    expect(text).toMatch(
      /systemPrompt: You answer for Acme\.\n +stt: deepgram\/nova-3\n +llm: openai\/gpt-4o-mini\n +tts: cartesia\/sonic-3\n/,
    );
    for (const secret of [emulator.env.LIVEKIT_API_SECRET ?? "", emulator.env.TWILIO_AUTH_TOKEN ?? ""]) {
      expect(text).not.toContain(secret);
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  it("changes nothing when it runs again, and needs no options then", async () => {
    const before = await file();
    expect(await init([])).toMatchObject({ ok: true, isNew: false, files: [], changed: [] });
    expect(await file()).toBe(before);
  });

  it("updates only the given settings, and keeps comments and everything else", async () => {
    await writeFile(
      join(folder, "Pulumi.dev.yaml"),
      (await file()).replace("config:", "# Ask Ann before you edit.\nconfig:"),
    );
    const before = await file();
    expect(await init(["--sip-domain", "sip2.acme.example"])).toMatchObject({ ok: true, changed: ["sipDomain"] });
    expect(await file()).toBe(before.replace("sip.acme.example", "sip2.acme.example"));
  });

  it("keeps comments when it replaces a secret", async () => {
    emulator.twilio.store.accounts.patch(emulator.env.TWILIO_ACCOUNT_SID ?? "", { authToken: "ab".repeat(16) });
    const answer = await init([], `TWILIO_AUTH_TOKEN=${"ab".repeat(16)}\n`);
    expect(answer).toMatchObject({ ok: true, changed: ["twilioAuthToken"] });
    expect(await file()).toContain("# Ask Ann before you edit.\nconfig:");
    expect(await file()).not.toContain("abab");
  });

  it("gives an agent a realtime model, with its key encrypted in agentEnv", async () => {
    const agent = ["--agent", "night", "--prompt", "You take messages.", "--voice", "openai"];
    expect(await init(agent)).toMatchObject({
      exitCode: 2,
      error: { next: expect.stringContaining("OPENAI_API_KEY") as string },
    });
    const answer = await init(agent, `TWILIO_AUTH_TOKEN=${"ab".repeat(16)}\nOPENAI_API_KEY=sk-of-the-tests\n`);
    expect(answer).toMatchObject({ ok: true, changed: ["agents.night", "agentEnv.OPENAI_API_KEY"] });
    expect(await file()).toMatch(
      /night:\n +systemPrompt: You take messages\.\n +llm:\n +plugin: openai\n +realtime: true/,
    );
    expect(await file()).toMatch(/arkenos:agentEnv:\n +OPENAI_API_KEY:\n +secure: v1:/);
    expect(JSON.stringify(answer) + (await file())).not.toContain("sk-of-the-tests");
  });

  it("with --pipeline writes a pipeline too, and never overwrites one", async () => {
    expect(await init(["--pipeline", "gitlab"])).toMatchObject({
      ...{ ok: true, files: [".gitlab-ci.yml"] },
      pipeline: {
        variables: ["ARKENOS_STACK=dev", "PULUMI_BACKEND_URL=…"],
        secrets: ["PULUMI_CONFIG_PASSPHRASE", expect.stringMatching(/^GITLAB_TOKEN/)],
        remarks: [expect.stringContaining("telephony-preview"), expect.stringContaining("CI cannot read")],
      },
    });
    await writeFile(join(folder, ".gitlab-ci.yml"), "stages: [mine]\n");
    const refused = await init(["--pipeline", "gitlab", "--sip-domain", "sip4.acme.example"]);
    expect({ exitCode: refused.exitCode, message: refused.error?.message }).toEqual({
      exitCode: 2,
      message: expect.stringContaining(".gitlab-ci.yml already exists with other content"),
    });
    expect(await file()).not.toContain("sip4");
  });

  it("with invalid YAML names the line, and changes nothing", async () => {
    const broken = `${await file()}  "unfinished: 1\n`;
    await writeFile(join(folder, "Pulumi.dev.yaml"), broken);
    const { exitCode, error } = await init(["--sip-domain", "sip3.acme.example"]);
    expect({ exitCode, message: error?.message }).toEqual({
      exitCode: 2,
      message: expect.stringMatching(/^Pulumi\.dev\.yaml:\d+:\d+: /),
    });
    expect(await file()).toBe(broken);
  });
});
