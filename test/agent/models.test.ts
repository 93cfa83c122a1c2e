import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initializeLogger } from "@livekit/agents";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Persona } from "../../agent/contract/persona.js";
import { PLUGINS } from "../../agent/contract/plugins.js";
import { loadModels } from "../../agent/models/models.js";
import { persona } from "./fakes/personas.js";

const here = join(import.meta.dirname, "fakes");
const fake = (options = {}) => ({ plugin: "./voices.ts", options });

beforeAll(() => initializeLogger({ pretty: false, level: "fatal" }));

describe("models", () => {
  const env = { ARKENOS_PLUGIN_PATH: here };

  it("are created by the persona's plugins, with their options", async () => {
    const models = await loadModels(
      persona({ stt: fake({ lines: ["one"] }), llm: fake(), tts: fake({ hertz: 700 }) }),
      env,
    );
    expect([models.stt, models.llm, models.tts]).toMatchObject([
      { sttInstances: [{ lines: ["one"] }] },
      {},
      { label: "tts.StreamAdapter<fake.TTS>" },
    ]);
  });

  it("of LiveKit Inference use the persona's language and voice, unless the string sets them", async () => {
    process.env["LIVEKIT_API_KEY"] = "k";
    process.env["LIVEKIT_API_SECRET"] = "s";
    const models = await loadModels(
      persona({
        stt: "deepgram/nova-3",
        llm: "openai/gpt-4o-mini",
        tts: "cartesia/sonic-3",
        language: "de",
        voice: "v1",
      }),
      process.env,
    );
    expect([models.stt, models.llm, models.tts]).toMatchObject([
      { sttInstances: [{ opts: { model: "deepgram/nova-3", language: "de" } }] },
      {},
      { opts: { model: "cartesia/sonic-3", voice: "v1", language: "de" } },
    ]);
    const said = await loadModels(
      persona({ stt: "deepgram/nova-3:fr", tts: "cartesia/sonic-3:v2", language: "de", voice: "v1" }),
      process.env,
    );
    expect([said.stt, said.tts]).toMatchObject([
      { sttInstances: [{ opts: { language: "fr" } }] },
      { opts: { voice: "v2" } },
    ]);
  });

  it.each<[string, Partial<Persona>, RegExp]>([
    [
      "a kind that the plugin lacks",
      { llm: { ...fake(), realtime: true } },
      /the plugin ".\/voices.ts" has no realtime; use another plugin for a realtime llm/,
    ],
    [
      "a class from another copy",
      { tts: { plugin: "./strange/voices.js", options: {} } },
      /is not a tts of the installed @livekit\/agents; install the plugin in the same version/,
    ],
    [
      "a constructor that throws",
      { stt: { plugin: "./strange/voices.js", options: {} } },
      /the stt of the plugin ".\/strange\/voices.js" cannot be created: no key/,
    ],
    ["a module that throws", { stt: { plugin: "./strange/broken.js", options: {} } }, /cannot be loaded: broken/],
  ])("that cannot be created are reported in a sentence: %s", async (_, changes, message) => {
    await expect(loadModels(persona(changes), { ARKENOS_PLUGIN_PATH: changes.llm ? here : folder })).rejects.toThrow(
      message,
    );
  });

  it.each([...PLUGINS])("the plugin %s is LiveKit's, with a key and a model", (name, plugin) => {
    expect(plugin.package).toBe(`@livekit/agents-plugin-${name}`);
    expect(plugin.variable).toMatch(/^[A-Z]+_API_KEY$/);
    expect(Object.keys(plugin.makers).length).toBeGreaterThan(0);
  });
});

const folder = mkdtempSync(join(tmpdir(), "arkenos-plugins-"));
mkdirSync(join(folder, "strange"));
writeFileSync(join(folder, "strange", "package.json"), '{"type":"module"}');
writeFileSync(
  join(folder, "strange", "voices.js"),
  'export class TTS {}\nexport class STT { constructor() { throw new Error("no key"); } }\n',
);
writeFileSync(join(folder, "strange", "broken.js"), 'throw new Error("broken");\n');
afterAll(() => rmSync(folder, { recursive: true }));
