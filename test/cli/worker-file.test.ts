import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workerFile } from "../../stacks/operate/cli/agent/worker-file.js";
import { CommandError } from "../../stacks/operate/cli/failure/command-error.js";
import { REPOSITORY } from "../repository.js";

const persona = { systemPrompt: "You answer.", tools: [] };
const INFERENCE = { agents: { reception: { ...persona, stt: "a/b", llm: "c/d", tts: "e/f" } } } as never;
const OPENAI = { agents: { sales: { ...persona, llm: { plugin: "openai", realtime: true } } } } as never;

describe("the worker that agent run starts", () => {
  let project: string;
  beforeEach(async () => void (project = await realpath(await mkdtemp(join(tmpdir(), "arkenos-project-")))));
  afterEach(() => rm(project, { recursive: true, force: true }));

  const install = async (name: string, version = "1.9.0") => {
    const folder = join(project, "node_modules", name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ name, version }));
  };
  const installAll = () =>
    Promise.all(["@arkenos/agent", "@livekit/agents", "@livekit/rtc-node"].map((name) => install(name)));
  const refusal = (config: never) => {
    try {
      return workerFile(project, config);
    } catch (error) {
      if (error instanceof CommandError) return { message: error.message, next: error.next };
      throw error;
    }
  };

  it("is the project's, although the command is installed elsewhere", async () => {
    await installAll();
    expect(workerFile(project, INFERENCE)).toBe(
      join(project, "node_modules", "@arkenos", "agent", "dist", "worker", "main.js"),
    );
  });

  it("is found from a folder below the one with node_modules", async () => {
    await installAll();
    const below = join(project, "telephony");
    await mkdir(below);
    expect(workerFile(below, INFERENCE)).toContain(project);
  });

  it("is the command's own in a project without packages", () => {
    expect(workerFile(project, INFERENCE)).toBe(join(REPOSITORY, "agent", "dist", "worker", "main.js"));
  });

  it("needs the project's media libraries, in releases that fit", async () => {
    await install("@arkenos/agent");
    expect(refusal(INFERENCE)).toEqual({
      message: `The worker needs packages that are not installed in ${project}: @livekit/agents, @livekit/rtc-node`,
      next: `In ${project}, run npm install "@livekit/agents@^1.9.0" "@livekit/rtc-node@^0.13.35"`,
    });
  });

  it("needs the plugins of the config, in the release of the framework", async () => {
    await installAll();
    expect(refusal(OPENAI)).toMatchObject({
      next: `In ${project}, run npm install "@livekit/agents-plugin-openai@1.9.0"`,
    });
    await install("@livekit/agents-plugin-openai");
    expect(workerFile(project, OPENAI)).toContain(project);
  });

  it("needs an installation if package.json lists the packages", async () => {
    const manifest = { dependencies: { "@arkenos/stacks": "^0.1.0" } };
    await writeFile(join(project, "package.json"), JSON.stringify(manifest));
    expect(refusal(INFERENCE)).toMatchObject({
      message: expect.stringContaining("@arkenos/agent, @livekit/agents, @livekit/rtc-node"),
      next: expect.stringMatching(/, run npm install "@livekit\/agents@/),
    });
  });
});
