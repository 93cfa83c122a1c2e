import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Persona } from "../../agent/contract/persona.js";
import { problemText } from "../../agent/contract/problem.js";
import { readinessProblems } from "../../agent/worker/readiness.js";
import { persona } from "./fakes/personas.js";

const here = join(import.meta.dirname, "fakes");
const fake = (options = {}) => ({ plugin: "./voices.ts", options });
const complete = { stt: fake(), llm: fake(), tts: fake() };

function sentences(...args: Parameters<typeof readinessProblems>): string[] {
  return readinessProblems(...args).map(problemText);
}

function problems(changes: Partial<Persona>, env: Record<string, string> = {}): string[] {
  return sentences({ agents: { a: persona(changes) } }, { ARKENOS_PLUGIN_PATH: here, ...env });
}

describe("before a call arrives", () => {
  it("nothing is missing for a complete persona", () => {
    expect(problems(complete)).toEqual([]);
  });

  it("only this worker's personas are checked", () => {
    const agents = { own: persona({ greetingAudio: "a.wav" }), other: persona({ agentName: "sales-agent" }) };
    const named = (env: Record<string, string>) =>
      readinessProblems({ agents, agentName: "arkenos-agent" }, env).map(({ path }) => path[1]);
    expect([...new Set(named({}))]).toEqual(["own"]);
    expect([...new Set(named({ ARKENOS_AGENT_NAME: "sales-agent" }))]).toEqual(["other"]);
  });

  it("every persona is checked, and everything missing is named", () => {
    const agents = {
      a: persona({ ...complete, stt: { plugin: "deepgram", options: {} }, greetingAudio: "hello.wav" }),
      b: persona({
        ...complete,
        llm: "openai/gpt-4o-mini",
        tools: [
          {
            type: "http",
            name: "t",
            description: "d",
            method: "GET",
            url: "https://a.example",
            headers: { a: "${env:ONE}-${env:TWO}" },
            parameters: { type: 7 },
            timeoutSeconds: 1,
          },
        ],
      }),
    };
    expect(sentences({ agents }, { ARKENOS_PLUGIN_PATH: here, ARKENOS_AUDIO_PATH: "/nowhere" })).toEqual([
      'agents.a.stt: the plugin "deepgram" needs the package @livekit/agents-plugin-deepgram; run npm install @livekit/agents-plugin-deepgram in the version of @livekit/agents',
      "agents.a.greetingAudio: /nowhere/hello.wav does not exist; copy it there, or set ARKENOS_AUDIO_PATH",
      'agents.b.llm: "openai/gpt-4o-mini" is a model of LiveKit Inference; set LIVEKIT_API_KEY and LIVEKIT_API_SECRET of a LiveKit Cloud project, or use a plugin',
      "agents.b.tools[0].headers: needs the environment variable ONE, TWO; set it where the worker runs",
      expect.stringMatching(/^agents\.b\.tools\[0\]\.parameters: is not a JSON Schema: /),
    ]);
  });

  it("a LiveKit project's keys suffice for its models", () => {
    const models = { stt: "deepgram/nova-3", llm: "openai/gpt-4o-mini", tts: "cartesia/sonic-3" };
    expect(problems(models, { LIVEKIT_API_KEY: "k", LIVEKIT_API_SECRET: "s" })).toEqual([]);
    expect(problems(models, { LIVEKIT_INFERENCE_API_KEY: "k", LIVEKIT_INFERENCE_API_SECRET: "s" })).toEqual([]);
    expect(problems(models, { LIVEKIT_API_KEY: "k" })).toHaveLength(3);
  });

  it.each<[string, Partial<Persona>, string]>([
    [
      "a plugin with a similar name",
      { tts: { plugin: "elevenlab", options: {} } },
      'agents.a.tts: there is no plugin "elevenlab"; did you mean elevenlabs?',
    ],
    [
      "a plugin named like a property of every object",
      { tts: { plugin: "constructor", options: {} } },
      'agents.a.tts: there is no plugin "constructor"',
    ],
    [
      "a package that is not installed",
      { tts: { plugin: "@acme/voices", options: {} } },
      'agents.a.tts: the plugin "@acme/voices" needs the package @acme/voices; run npm install',
    ],
    [
      "a file that is not there",
      { tts: { plugin: "./gone.js", options: {} } },
      'agents.a.tts: the plugin "./gone.js" does not exist',
    ],
    [
      "a file outside the folder",
      { tts: { plugin: "./../../session.test.ts", options: {} } },
      'agents.a.tts: the plugin "./../../session.test.ts" is not a plugin',
    ],
    ["a voice", { tts: undefined }, "agents.a.tts: is missing, so callers would not hear the agent"],
    ["ears", { stt: undefined }, "agents.a.stt: is missing, so the agent would not hear callers"],
    ["anything to speak", { llm: undefined }, "agents.a.llm: is missing, and there is no greeting"],
    [
      "an STT that detects the end of a turn",
      { stt: undefined, llm: undefined, greeting: "Hi.", turnDetection: "stt" },
      "agents.a.turnDetection: is stt, but there is no stt",
    ],
  ])("it reports %s", (_, changes, sentence) => {
    expect(problems({ ...complete, ...changes }).join("\n")).toContain(sentence);
  });

  it.each([
    [
      "wss://acme.livekit.cloud",
      {},
      ["agents.a.recording.storage: is missing, and LiveKit Cloud has no default storage"],
    ],
    [
      "wss://acme.livekit.cloud",
      { storage: { type: "azure", container: "c", accountNameEnv: "A", accountKeyEnv: "B" } },
      [],
    ],
    ["wss://livekit.acme.example", {}, []],
  ] as const)("a recording on %s needs valid storage: %j", (url, recording, sentences) => {
    const said = problems({ ...complete, recording }, { LIVEKIT_URL: url, A: "name", B: "key" });
    const ours = said.filter((problem) => problem.includes("recording"));
    expect(ours).toEqual(sentences.map((sentence) => expect.stringContaining(sentence) as string));
  });

  it("a recording alone is a complete persona", () => {
    expect(problems({ greetingAudio: "hi.wav" }, { ARKENOS_AUDIO_PATH: "/nowhere" })).toEqual([
      "agents.a.greetingAudio: /nowhere/hi.wav does not exist; copy it there, or set ARKENOS_AUDIO_PATH",
    ]);
  });

  it.each<[string, Partial<Persona>, string]>([
    [
      "of another kind",
      {
        fallback: {
          tts: [
            { plugin: "google", options: {} },
            { plugin: "mistral", options: {} },
          ],
        },
      },
      "agents.a.fallback.tts[1]: the plugin",
    ],
    ["without its key", { fallback: { llm: ["openai/gpt-4o-mini"] } }, "agents.a.fallback.llm[0]: "],
    [
      "of nothing",
      { stt: undefined, fallback: { stt: [fake()] } },
      "agents.a.fallback.stt: has no stt to fall back from",
    ],
    [
      "for a realtime model",
      { llm: { ...fake(), realtime: true }, fallback: { llm: [fake()] } },
      "agents.a.fallback.llm: cannot replace a realtime llm",
    ],
    [
      "an apology without a voice",
      { llm: { ...fake(), realtime: true }, tts: undefined, onFailure: { say: "Sorry.", then: "hang-up" } },
      "agents.a.onFailure.say: needs a tts",
    ],
    [
      "an apology that is missing",
      { onFailure: { recording: "gone.wav", then: "hang-up" } },
      "gone.wav does not exist",
    ],
  ])("a fallback or an apology is checked too: %s", (_, changes, sentence) => {
    expect(problems({ ...complete, ...changes }).join("\n")).toContain(sentence);
  });

  it.each([
    ["wss://livekit.acme.example", "requires LiveKit Cloud"],
    ["wss://acme.livekit.cloud", "needs the package @livekit/noise-cancellation-node; run npm install"],
  ])("noise is canceled only where that is possible: %s", (livekitUrl, sentence) => {
    const agents = { a: persona({ ...complete, noiseCancellation: true }) };
    expect(sentences({ agents, livekitUrl }, { ARKENOS_PLUGIN_PATH: here })).toEqual([
      expect.stringContaining(`agents.a.noiseCancellation: ${sentence}`),
    ]);
  });

  it("a file is a plugin only if the worker's owner has set a folder", () => {
    expect(sentences({ agents: { a: persona(complete) } }, {})[0]).toBe(
      'agents.a.stt: the plugin "./voices.ts" is a file; set ARKENOS_PLUGIN_PATH to its folder',
    );
  });

  it("each problem has its place, a code that stays, and a remedy apart from it", () => {
    const tool = { type: "http", name: "t", description: "d", method: "GET", url: "https://a.example" } as const;
    const tools = [{ ...tool, headers: { a: "${env:ONE}" }, parameters: { type: 7 }, timeoutSeconds: 1 }];
    const changes = { ...complete, tools, fallback: { tts: [{ plugin: "deepgrm", options: {} }] } };
    const found = readinessProblems({ agents: { "a b": persona(changes) } }, { ARKENOS_PLUGIN_PATH: here });
    expect(found.map(({ path, code }) => [path.slice(2), code])).toEqual([
      [["fallback", "tts", 0], "unknown_plugin"],
      [["tools", 0, "headers"], "missing_variable"],
      [["tools", 0, "parameters"], "not_a_schema"],
    ]);
    expect(found[1]).toEqual({
      path: ["agents", "a b", "tools", 0, "headers"],
      code: "missing_variable",
      message: "needs the environment variable ONE",
      remedy: "set it where the worker runs",
    });
  });

  it("a realtime model needs nothing beside it", () => {
    expect(problems({ llm: { ...fake(), realtime: true } })).toEqual([]);
  });
});
