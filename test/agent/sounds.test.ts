import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger, llm, voice } from "@livekit/agents";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Sounds } from "../../agent/call/sounds.js";
import { wav } from "./fakes/wav.js";

beforeAll(() => initializeLogger({ pretty: false, level: "silent" }));
afterEach(() => void vi.restoreAllMocks());

const slow = (milliseconds: number) =>
  llm.tool({
    name: "slow",
    description: "",
    execute: () => new Promise<string>((resolve) => setTimeout(() => resolve("done"), milliseconds)),
  });

it.each<[string, number, number]>([
  ["is bridged by the hold sound, which ends with it", 1_500, 1],
  ["is not bridged when it is fast", 100, 0],
])("a tool that a toolset gets when the session starts %s", async (_, milliseconds, times) => {
  const folder = mkdtempSync(join(tmpdir(), "arkenos-sounds-"));
  try {
    writeFileSync(join(folder, "hold.wav"), wav([0, 1000, 0, -1000]));
    vi.spyOn(voice.BackgroundAudioPlayer.prototype, "start").mockResolvedValue();
    const stop = vi.fn();
    const play = vi
      .spyOn(voice.BackgroundAudioPlayer.prototype, "play")
      .mockReturnValue({ stop } as unknown as voice.PlayHandle);
    const sounds = new Sounds();
    const set = llm.Toolset.create({
      id: "mcp",
      tools: [],
      setup: async ({ updateTools }) => updateTools([slow(milliseconds)]),
    });
    const [bridged] = sounds.withHoldSound([set], { tools: [] });
    const got: llm.ToolContextEntry[] = [];
    await (bridged as llm.Toolset).setup({ updateTools: (tools) => void got.push(...tools) });
    const call = { ctx: { room: {}, addShutdownCallback: () => {} }, persona: { holdSound: "hold.wav" } };
    await sounds.start({ ...call, env: { ARKENOS_AUDIO_PATH: folder } } as unknown as Parameters<Sounds["start"]>[0]);
    const [tool] = got;
    if (!llm.isFunctionTool(tool)) throw new Error("the set has no tool");
    expect(await tool.execute({}, {} as never)).toBe("done");
    expect(play).toHaveBeenCalledTimes(times);
    expect(stop).toHaveBeenCalledTimes(times);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it("a warm transfer plays its own hold audio, and is not bridged; a cold one is", () => {
  const { execute, ...transfer } = { ...slow(0), name: "transfer_call" };
  const bridged = (mode: "warm" | "cold") =>
    new Sounds().withHoldSound([{ ...transfer, execute }], {
      tools: [{ type: "transfer_call", mode, targets: { sales: "tel:+15105550199" } }],
    });
  expect(bridged("warm")).toMatchObject([{ execute }]);
  expect(bridged("cold")).not.toMatchObject([{ execute }]);
});
