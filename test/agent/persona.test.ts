import { describe, expect, it } from "vitest";
import { personaSchema } from "../../agent/contract/persona.js";

const systemPrompt = "You answer for Acme.";

/** The errors of a persona, with path and text. */
function mistakes(changes: object): string[] {
  const { error } = personaSchema.safeParse({ systemPrompt, ...changes });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("a persona", () => {
  it("needs only a prompt", () => {
    expect(personaSchema.parse({ systemPrompt })).toEqual({
      systemPrompt,
      firstSpeaker: "agent",
      language: "en",
      tools: [],
    });
  });

  it.each(["en", "de-CH", "zh-Hant-TW", "gsw"])("speaks %s", (language) => {
    expect(mistakes({ language })).toEqual([]);
  });

  it.each(["", "English", "en_US", "e"])('does not speak "%s"', (language) => {
    expect(mistakes({ language })).toEqual([
      `language: "${language}" is not a BCP 47 language tag; write one such as en or de-CH`,
    ]);
  });

  it("rejects unknown keys", () => {
    expect(mistakes({ promt: "x" })).toEqual([': Unrecognized key: "promt"']);
  });
});

describe("a model", () => {
  it("is a name, or a plugin with options", () => {
    const { stt, tts } = personaSchema.parse({ systemPrompt, stt: "deepgram/nova-3", tts: { plugin: "elevenlabs" } });
    expect({ stt, tts }).toEqual({ stt: "deepgram/nova-3", tts: { plugin: "elevenlabs", options: {} } });
  });

  it.each(["apiKey", "api_key", "authToken", "clientSecret", "password", "credentials"])(
    "is refused with %s among the options, because the contract is public",
    (name) => {
      expect(mistakes({ llm: { plugin: "openai", options: { [name]: "x" } } })).toEqual([
        `llm.options.${name}: would be readable in the stack's output; ` +
          "leave it out, and put the variable that the plugin reads into agentEnv",
      ]);
    },
  );

  it("is refused with a key deep in the options", () => {
    expect(mistakes({ llm: { plugin: "openai", options: { client: [{ apiKey: "x" }] } } })).toHaveLength(1);
  });

  it.each(["maxTokens", "tokenizer", "keyterms", "voice"])(
    "accepts the option %s, which only looks like a key",
    (name) => {
      expect(mistakes({ llm: { plugin: "openai", options: { [name]: "x" } } })).toEqual([]);
    },
  );
});

describe("onFailure", () => {
  it("is an apology and a hang-up by default", () => {
    expect(personaSchema.parse({ systemPrompt, onFailure: {} }).onFailure).toEqual({ then: "hang-up" });
  });

  it.each<[object, string]>([
    [{ say: "Sorry.", recording: "sorry.wav" }, "onFailure.recording: cannot be combined with say; keep one of them"],
    [{ then: "transfer" }, "onFailure.target: is missing; write one such as tel:+15105550199"],
    [{ target: "tel:+15105550199" }, "onFailure.target: needs then: transfer; set it, or leave this out"],
    [{ then: "retry" }, 'onFailure.then: must be "hang-up" or "transfer"'],
    [{ recording: "../sorry.wav" }, "onFailure.recording: is not inside the worker's ARKENOS_AUDIO_PATH"],
    [{ say: " " }, "onFailure.say: is empty; write the apology, or leave it out"],
  ])("is refused as %j", (onFailure, mistake) => {
    expect(mistakes({ onFailure }).join()).toContain(mistake);
  });

  it.each<[object, string]>([
    [{ llm: "openai/gpt-4o-mini" }, "fallback.llm: must be a list of models, such as [deepgram/nova-3]"],
    [{ tts: [] }, "fallback.tts: is empty; add a model, or leave it out"],
    [{ vad: [] }, 'fallback: Unrecognized key: "vad"'],
  ])("refuses the fallback %j", (fallback, mistake) => {
    expect(mistakes({ fallback })).toEqual([mistake]);
  });
});

describe("the settings of turns", () => {
  it("are the worker's unless the persona sets them", () => {
    expect(personaSchema.parse({ systemPrompt, silence: {}, endpointing: {} })).toMatchObject({
      silence: { afterSeconds: 15, hangUpAfter: 2 },
      endpointing: { minSeconds: 0.5, maxSeconds: 3 },
    });
    expect(personaSchema.parse({ systemPrompt, silence: false }).silence).toBe(false);
  });

  it.each<[object, string]>([
    [{ silence: { afterSeconds: 0 } }, "silence.afterSeconds: must be 1 to 600 seconds"],
    [{ silence: { hangUpAfter: 1.5 } }, "silence.hangUpAfter: must be a whole number, such as 2"],
    [{ silence: { hangUpAfter: 11 } }, "silence.hangUpAfter: must be 0 to 10"],
    [{ silence: true }, "silence: must be false, or { afterSeconds, say, hangUpAfter }"],
    [{ maxCallSeconds: 5 }, "maxCallSeconds: must be 10 to 86400 seconds"],
    [{ maxCallSeconds: "1h" }, "maxCallSeconds: must be a number of seconds, such as 3600"],
    [{ endMessage: " " }, "endMessage: is empty; write the last words, or leave it out"],
    [{ keys: "yes" }, "keys: must be true or false"],
    [{ interruptions: { minWords: -1 } }, "interruptions.minWords: must be 0 to 20"],
    [{ interruptions: false }, "interruptions: must be an object, such as { greeting: false }"],
    [
      { endpointing: { minSeconds: 4 } },
      "endpointing.maxSeconds: is shorter than minSeconds; make it at least as long",
    ],
    [{ preemptiveGeneration: 1 }, "preemptiveGeneration: must be true or false"],
    [{ noiseCancellation: "on" }, "noiseCancellation: must be true or false"],
    [{ holdSound: "hold.mp3" }, "holdSound: is not a WAV file; write its path, such as sounds/hold.wav"],
    [
      { backgroundSound: "../office.wav" },
      "backgroundSound: is not inside the worker's ARKENOS_AUDIO_PATH; write a path relative to that folder",
    ],
  ])("is refused as %j", (changes, mistake) => {
    expect(mistakes(changes)).toEqual([mistake]);
  });
});
