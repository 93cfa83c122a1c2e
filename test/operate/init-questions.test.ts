import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STANDARD_API_KEY } from "../emulator/twilio/twilio.js";
import { patience } from "../engine/telephony-stack.js";
import { openSandboxProject, type SandboxProject } from "../manual/sandbox-project.js";
import { ARKENOS } from "../terminal/arkenos.js";
import { KEYS, Terminal } from "../terminal/terminal.js";

describe("arkenos init, at a terminal,", patience, () => {
  let project: SandboxProject;
  let terminal: Terminal | undefined;
  beforeAll(async () => void (project = await openSandboxProject()));
  afterAll(async () => {
    await terminal?.close();
    await project?.dispose();
  });

  const init = () => {
    const env = { ...project.env, ...project.emulator.env, TWILIO_AUTH_TOKEN: "", LIVEKIT_API_SECRET: "" };
    return (terminal = Terminal.open({ command: [...ARKENOS, "init"], cwd: project.folder, env }));
  };
  const answer = async (question: string, keys: string) => {
    await terminal?.until(question);
    terminal?.type(keys);
  };

  it("stopped at a question, leaves the folder empty", async () => {
    const person = init();
    await answer("LiveKit API secret", KEYS.interrupt);
    expect(await person.ended).toBe(1);
    expect(await person.screen()).toMatch(/\nError: Canceled; nothing was changed$/);
    expect(await readdir(project.folder)).toEqual([]);
  });

  it("asks only for what the environment does not say, and says at once what is wrong with an answer", async () => {
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
