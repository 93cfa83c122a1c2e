import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { longTimeout, TelephonyStack } from "../engine/telephony-stack.js";
import { arkenos, type Ran } from "../cli/terminal.js";
import { talking } from "../talking.js";

const NUMBER = "+15105550100";
const KEY = "sk-of-the-tests";

describe("the worker's commands, on a deployed stack,", longTimeout, () => {
  let stack: TelephonyStack;
  beforeAll(async () => {
    stack = await TelephonyStack.start({ twilio: { owned: [NUMBER] } });
    await stack.workspace.configure({
      sipDomain: "acme.sip.livekit.cloud",
      agents: { reception: { systemPrompt: "You answer for Acme.", ...talking } },
      numbers: { [NUMBER]: { agent: "reception" } },
    });
    await stack.workspace.setSecret("agentEnv.OPENAI_API_KEY", KEY);
    await stack.workspace.up();
  }, longTimeout.timeout);
  afterAll(() => stack?.dispose());

  const run = (argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> => {
    const { env: own, folder: cwd } = stack.workspace;
    return arkenos([...argv.slice(0, 1), "--stack", "dev", ...argv.slice(1)], { env: { ...own, ...env }, cwd });
  };
  const contract = async () => (await stack.workspace.outputs()).telephony;

  it("env lists the variables with their sources, and shows no value", async () => {
    const { exitCode, stdout } = await run(["env"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/OPENAI_API_KEY +arkenos:agentEnv/);
    expect(stdout).toMatch(/LIVEKIT_API_SECRET +the environment/);
    for (const secret of [KEY, stack.emulator.env.LIVEKIT_API_SECRET ?? ""]) expect(stdout).not.toContain(secret);
  });

  it("env --output writes a .env that only its owner can read, even over one that others could read", async () => {
    const file = join(stack.workspace.folder, "worker.env");
    await writeFile(file, "old", { mode: 0o644 });
    const { exitCode, stdout } = await run(["env", "--output", "worker.env"]);
    expect({ exitCode, secret: stdout.includes(KEY) }).toEqual({ exitCode: 0, secret: false });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const read = parseEnv(await readFile(file, "utf8")) as Record<string, string>;
    expect(read).toMatchObject({ OPENAI_API_KEY: KEY, LIVEKIT_URL: stack.emulator.env.LIVEKIT_URL });
    expect(JSON.parse(read["ARKENOS_STACK_OUTPUTS_JSON"] ?? "")).toEqual(await contract());
  });

  it("env --format kubernetes --output - prints a Secret, because it was requested", async () => {
    const { stdout } = await run(["env", "--format", "kubernetes", "--output", "-", "--name", "worker"]);
    expect(parse(stdout)).toMatchObject({
      kind: "Secret",
      metadata: { name: "worker" },
      stringData: { OPENAI_API_KEY: KEY },
    });
  });

  it("env --format docker writes values in Docker's syntax, and refuses by name a value that no line can hold", async () => {
    const { stdout } = await run(["env", "--format", "docker", "--output", "-"]);
    expect(stdout.split("\n")).toContain(`OPENAI_API_KEY=${KEY}`);
    await stack.workspace.setSecret("agentEnv.CERTIFICATE", "one\ntwo");
    const refused = await run(["env", "--format", "docker", "--output", "-"]);
    await stack.workspace.succeed("config", "rm", "--path", "arkenos:agentEnv.CERTIFICATE");
    expect(refused).toMatchObject({ exitCode: 2, stdout: "" });
    expect(refused.stderr).toContain("CERTIFICATE has several lines");
    expect(refused.stderr).not.toContain("two");
  });

  it("env -- runs a program with the environment, and returns its exit code", async () => {
    const script = "console.log(process.env.OPENAI_API_KEY.length)";
    expect(await run(["env", "--", process.execPath, "-e", script])).toMatchObject({
      exitCode: 0,
      stdout: `${KEY.length}\n`,
    });
    const failed = await run(["env", "--", process.execPath, "-e", "process.exit(7)"]);
    expect(failed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("exited with exit code 7") });
    const missing = await run(["env", "--", "no-such-program"]);
    expect(missing).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Program not found: no-such-program"),
    });
  });

  it("env --lk passes it to lk in a file that is deleted afterwards, without LiveKit's own variables", async () => {
    const bin = join(stack.workspace.folder, "bin");
    const seen = join(stack.workspace.folder, "seen");
    await mkdir(bin);
    await writeFile(join(bin, "lk"), `#!/bin/sh\necho "$@" > "${seen}.args"\ncp "$4" "${seen}.env"\n`);
    await chmod(join(bin, "lk"), 0o755);
    const { exitCode, stdout } = await run(["env", "--lk"], { PATH: `${bin}${delimiter}${stack.workspace.env.PATH}` });
    expect({ exitCode, secret: stdout.includes(KEY) }).toEqual({ exitCode: 0, secret: false });
    expect(await readFile(`${seen}.args`, "utf8")).toMatch(/^agent update-secrets --secrets-file /);
    const secrets = parseEnv(await readFile(`${seen}.env`, "utf8"));
    expect(Object.keys(secrets).sort()).toEqual(["ARKENOS_STACK_OUTPUTS_JSON", "OPENAI_API_KEY"]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("arkenos-secrets-"))).toEqual([]);
  });

  it("agent run starts the worker with it: the worker's errors concern the stack's config", async () => {
    await stack.workspace.setSecret("agentEnv.ARKENOS_MAX_CALLS", "many");
    const { exitCode, stderr } = await run(["agent", "run"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("ARKENOS_MAX_CALLS: must be a number");
    expect(stderr).not.toContain(KEY);
  });

  it("call reports that no agent joined when no worker runs, and does not ring", async () => {
    const { store } = stack.emulator.livekit;
    const { carrier } = store;
    const rung: string[] = [];
    store.carrier = (invite) => {
      rung.push(invite.to);
      return carrier(invite);
    };
    const { exitCode, stdout } = await run(["call", "+15105550177", "--agent", "reception"]);
    store.carrier = carrier;
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(
        /^no-agent: The agent did not join within 10 s, so the phone did not ring\. Start /,
      ),
    });
    expect(rung).toEqual([]);
    expect(store.rooms.size).toBe(0);
  });

  it("call reports an answer, and the room", async () => {
    const { store } = stack.emulator.livekit;
    store.workers.insert({ id: "AW_1", agentName: "arkenos-agent", publishesAudio: true });
    const { exitCode, stdout } = await run([
      ...["call", "--var", "name=Ada", "--var", "formula=a=b", "+15105550177", "--agent", "reception"],
    ]);
    const [dispatch] = store.dispatches.all();
    expect(JSON.parse(dispatch?.metadata ?? "")).toEqual({
      agentId: "reception",
      vars: { name: "Ada", formula: "a=b" },
    });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^answered: \+15105550177 is on the line with reception, in room call-out-/),
    });
  });

  it.each([
    [["510-555-0177"], "+15105550177"],
    [["020 7946 0100", "--country", "GB"], "+442079460100"],
    [["(510) 555 0177", "--from", "510 555 0100"], "+15105550177"],
  ])("call accepts numbers in their local format: %j", async (words, number) => {
    const { exitCode, stdout } = await run(["call", ...words, "--agent", "reception"]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining(`answered: ${number} is on the line with reception`),
    });
  });

  it("call reports a busy line and a remedy, and leaves no room", async () => {
    const { store } = stack.emulator.livekit;
    const { carrier } = store;
    const rooms = store.rooms.size;
    store.carrier = () => ({ status: 486, reason: "Busy Here" }) as ReturnType<typeof carrier>;
    const { exitCode, stdout } = await run(["call", "+15105550177", "--agent", "reception"]);
    store.carrier = carrier;
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(/^busy: The line is busy \(SIP 486/),
    });
    expect(store.rooms.size).toBe(rooms);
  });

  it("call refuses a caller number that is not in the stack", async () => {
    const calls = await stack.callsOf(async () =>
      expect(await run(["call", "+15105550177", "--agent", "reception", "--from", "+15105550199"])).toMatchObject({
        exitCode: 1,
        stdout: expect.stringContaining(`use one of ${NUMBER}`),
      }),
    );
    expect(calls).toEqual([]);
  });
});
