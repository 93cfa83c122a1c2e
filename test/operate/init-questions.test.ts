import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STANDARD_API_KEY } from "../emulator/twilio/twilio.js";
import { longTimeout } from "../engine/telephony-stack.js";
import { openSandboxProject, type SandboxProject } from "../manual/sandbox-project.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { KEYS, Terminal } from "../terminal/terminal.js";

describe("arkenos init, in a terminal,", longTimeout, () => {
  let project: SandboxProject;
  let terminal: Terminal | undefined;
  beforeAll(async () => void (project = await openSandboxProject()));
  afterAll(async () => {
    await terminal?.close();
    await project?.dispose();
  });

  const init = (more: NodeJS.ProcessEnv = {}, cwd = project.folder) => {
    const env = { ...project.env, ...project.emulator.env, TWILIO_AUTH_TOKEN: "", LIVEKIT_API_SECRET: "", ...more };
    return (terminal = Terminal.open({ command: [...ARKENOS, "init"], cwd, env }));
  };
  const answer = async (question: string, keys: string) => {
    await terminal?.until(question);
    terminal?.type(keys);
  };

  it("leaves the folder empty when it is stopped at a question", async () => {
    const person = init();
    await answer("LiveKit API secret", KEYS.interrupt);
    expect(await person.ended).toBe(1);
    expect(await person.screen()).toMatch(/\nError: Canceled; nothing was changed$/);
    expect(await readdir(project.folder)).toEqual([]);
  });

  it("asks where to store the state, tries each key at once, and keeps the valid answers", async () => {
    const [above, { env }] = [join(project.folder, ".."), project.emulator];
    const [folder, states] = [join(above, "other"), join(above, "states")];
    await mkdir(folder);
    const nothingChosen = { PULUMI_BACKEND_URL: "", PULUMI_HOME: join(above, ".other-home") };
    const person = init({ ...nothingChosen, PULUMI_CONFIG_PASSPHRASE: undefined }, folder);
    await answer("Where should Pulumi keep the stack's state?", `${KEYS.down}${KEYS.enter}`);
    await answer("Folder [~]", `${states}${KEYS.enter}`);
    await answer("Passphrase that encrypts", `correct horse${KEYS.enter}`);
    await answer("Repeat the passphrase", `correct horse${KEYS.enter}`);

    await answer("LiveKit API secret", `${"wrong".repeat(8)}${KEYS.enter}`);
    await person.until("Could not verify LiveKit");
    await answer(`LiveKit URL [${env.LIVEKIT_URL}]`, KEYS.enter);
    await answer("LiveKit API key [devkey]", KEYS.enter);
    await answer(
      "LiveKit API secret [press Enter to keep the current value]",
      `${env.LIVEKIT_API_SECRET}${KEYS.enter}`,
    );
    await person.until("LiveKit works");

    await answer("How should requests to Twilio be authenticated?", KEYS.enter);
    await answer("Twilio auth token", `${"ab".repeat(16)}${KEYS.enter}`);
    await person.until("Could not verify Twilio");
    await answer(`Twilio account SID [${env.TWILIO_ACCOUNT_SID}]`, KEYS.enter);
    await answer("How should requests to Twilio be authenticated?", KEYS.enter);
    await answer("Twilio auth token [press Enter to keep the current value]", `${env.TWILIO_AUTH_TOKEN}${KEYS.enter}`);
    await person.until("Twilio works");
    expect(await readdir(folder)).toEqual([]);

    await answer("SIP host of the LiveKit server", `sip:acme example${KEYS.enter}`);
    await answer("is not host or host:port", `${KEYS.clear}sip.acme.example${KEYS.enter}`);
    await answer("Name of your first agent [reception]", `the night desk${KEYS.enter}`);
    await answer("is not an agent's id", `${KEYS.clear}night-desk${KEYS.enter}`);
    await answer("Instructions for night-desk", `You answer for Acme.${KEYS.enter}`);
    const exitCode = await person.ended;
    expect({ exitCode, screen: await person.screen() }).toEqual({
      exitCode: 0,
      screen: expect.stringMatching(/Created stack dev\.[^]*Set PULUMI_CONFIG_PASSPHRASE to your passphrase/),
    });
    expect(await readFile(join(folder, "Pulumi.yaml"), "utf8")).toContain(`backend:\n  url: file://${states}\n`);
    expect(await readdir(states)).toEqual([".pulumi"]);
    expect(await readFile(join(folder, "Pulumi.dev.yaml"), "utf8")).toMatch(/arkenos:agents:\n +night-desk:\n/);
    for (const secret of ["correct horse", env.LIVEKIT_API_SECRET ?? "", env.TWILIO_AUTH_TOKEN ?? ""])
      expect(person.shown).not.toContain(secret);
  });

  it("asks only for what the environment does not set, and rejects an invalid answer at once", async () => {
    const person = init();
    await answer("LiveKit API secret", `${project.emulator.env.LIVEKIT_API_SECRET}${KEYS.enter}`);
    await answer("How should requests to Twilio be authenticated?", `${KEYS.down}${KEYS.enter}`);
    await answer("Twilio API key SID", `PK1${KEYS.enter}`);
    await person.until("write SK and 32 hexadecimal digits");
    person.type("\u007f".repeat(3));
    person.type(`${STANDARD_API_KEY.sid}${KEYS.enter}`);
    await answer("Twilio API key secret", `${STANDARD_API_KEY.secret}${KEYS.enter}`);
    await answer("SIP host of the LiveKit server", `sip.acme.example${KEYS.enter}`);
    await answer("Name of your first agent", KEYS.enter);
    await answer("Instructions for reception", `You answer for Acme.${KEYS.enter}`);
    const exitCode = await person.ended;
    expect({ exitCode, screen: await person.screen() }).toEqual({
      exitCode: 0,
      screen: expect.stringContaining("Created stack dev."),
    });
    for (const question of ["LiveKit URL", "Twilio account SID", "Twilio auth token"])
      expect(await person.screen()).not.toContain(question);
    const config = await readFile(join(project.folder, "Pulumi.dev.yaml"), "utf8");
    expect(config).toContain(`arkenos:twilioApiKey: ${STANDARD_API_KEY.sid}`);
    for (const secret of [STANDARD_API_KEY.secret, project.emulator.env.LIVEKIT_API_SECRET ?? ""]) {
      expect(config).not.toContain(secret);
      expect(person.shown).not.toContain(secret);
    }
  });
});
