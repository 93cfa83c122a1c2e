import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { arkenos } from "../cli/terminal.js";
import { longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { talking } from "../talking.js";
import { arkenosOn } from "./arkenos-on.js";

const [MAIN, SECOND] = ["+15105550100", "+15105550101"];

describe("the agents of a stack", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [MAIN, SECOND] } });
    await stack.workspace.configure({
      sipDomain: "acme.sip.livekit.cloud",
      agents: { reception: { systemPrompt: "You answer for Acme.", ...talking } },
      defaultAgent: "reception",
      numbers: { [MAIN]: { agent: "reception" }, [SECOND]: { agent: "reception" } },
    });
    await writeFile(file(), `# Ask Ann before you edit.\n${await text()}`);
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const agents = (...argv: string[]) => arkenosOn(stack, ["agents", ...argv]);
  const file = () => join(stack.workspace.folder, "Pulumi.dev.yaml");
  const text = () => readFile(file(), "utf8");
  const config = async () => (parse(await text()) as { config: Record<string, unknown> }).config;

  it("are added so that they can talk; a name is used once", async () => {
    expect(await agents("add", "night desk", "--prompt", "You take messages.")).toMatchObject({
      exitCode: 2,
      error: { message: expect.stringMatching(/^night desk: is not an agent's id/) },
    });
    expect(await agents("add", "night-desk", "--prompt", "You take messages.")).toMatchObject({ ok: true });
    expect((await config())["arkenos:agents"]).toMatchObject({
      "night-desk": { systemPrompt: "You take messages.", stt: expect.any(String), tts: expect.any(String) },
    });
    expect(await agents("add", "night-desk", "--prompt", "You sleep.")).toMatchObject({
      exitCode: 2,
      error: { message: "The config already has an agent night-desk" },
    });
  });

  it("with a plugin's voice get its key, encrypted", async () => {
    const { env, folder: cwd } = stack.workspace;
    const words = ["agents", "add", "sales", "--prompt", "You sell.", "--voice", "openai", "--stack", "dev"];
    const without = await arkenos(words, { env, cwd });
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toContain("OPENAI_API_KEY");
    const { exitCode, stdout } = await arkenos(words, { env: { ...env, OPENAI_API_KEY: "sk-of-the-tests" }, cwd });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining("Added sales to the config, and OPENAI_API_KEY to its encrypted agentEnv."),
    });
    expect((await config())["arkenos:agentEnv"]).toEqual({ OPENAI_API_KEY: { secure: expect.any(String) } });
    expect(stdout + (await text())).not.toContain("sk-of-the-tests");
  });

  it("with a plugin's voice keep the other keys of an agentEnv that is one secret", async () => {
    const { env, folder: cwd } = stack.workspace;
    const before = await text();
    await stack.workspace.setSecret("agentEnv", '{"OPENAI_API_KEY":"sk-one","DEEPGRAM_API_KEY":"two"}');
    const words = ["agents", "add", "night", "--prompt", "You sleep.", "--voice", "google", "--stack", "dev"];
    expect(await arkenos(words, { env: { ...env, GOOGLE_API_KEY: "three" }, cwd })).toMatchObject({ exitCode: 0 });
    const agentEnv = await stack.workspace.succeed("config", "get", "arkenos:agentEnv");
    expect(JSON.parse(agentEnv)).toEqual({
      OPENAI_API_KEY: "sk-one",
      DEEPGRAM_API_KEY: "two",
      GOOGLE_API_KEY: "three",
    });
    expect((await config())["arkenos:agentEnv"]).toEqual({ secure: expect.any(String) });
    await writeFile(file(), before);
  });

  it("are renamed with all that refers to them, which preview shows", async () => {
    expect(await agents("rename", "reception", "front-desk")).toMatchObject({
      ...{ ok: true, agent: "front-desk", before: "reception" },
      ...{ numbers: [MAIN, SECOND], isDefault: true },
    });
    expect(await text()).not.toContain("reception");
    expect(await text()).toMatch(/^# Ask Ann before you edit\.\n/);
    const { env, folder: cwd } = stack.workspace;
    const { stdout } = await arkenos(["preview", "--stack", "dev"], { env, cwd });
    expect(stdout).toMatch(/front-desk/);
    expect(await agents("list")).toMatchObject({
      agents: [
        { id: "front-desk", numbers: [MAIN, SECOND], isDefault: true },
        { id: "night-desk", numbers: [], isDefault: false },
        { id: "sales", numbers: [], isDefault: false },
      ],
    });
  });

  it("are removed only when nothing refers to them; the commands that it names work", async () => {
    const before = await text();
    const refused = await agents("remove", "front-desk");
    expect(refused).toMatchObject({
      exitCode: 2,
      error: {
        message: `front-desk still answers ${MAIN}, ${SECOND}, all calls to numbers without an agent (defaultAgent)`,
        next: `First run arkenos numbers reassign ${MAIN} --agent night-desk and arkenos numbers reassign ${SECOND} --agent night-desk and pulumi config set arkenos:defaultAgent night-desk`,
      },
    });
    expect(await text()).toBe(before);
    for (const number of [MAIN, SECOND])
      expect(await arkenosOn(stack, ["numbers", "reassign", number, "--agent", "night-desk"])).toMatchObject({
        ok: true,
      });
    await stack.workspace.succeed("config", "set", "arkenos:defaultAgent", "night-desk");
    expect(await agents("remove", "front-desk")).toMatchObject({ ok: true, agent: "front-desk" });
    expect(await text()).not.toContain("front-desk");
    expect(await agents("remove", "front-desk")).toMatchObject({
      exitCode: 2,
      error: { message: 'Unknown agent "front-desk"' },
    });
  });
});
