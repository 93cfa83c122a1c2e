import { describe, expect, it } from "vitest";
import { personaSchema } from "../../agent/contract/persona.js";

const systemPrompt = "You answer for Acme.";

/** What is wrong with a persona, place and words. */
function mistakes(changes: object): string[] {
  const { error } = personaSchema.safeParse({ systemPrompt, ...changes });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("a persona", () => {
  it("needs a prompt alone", () => {
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
      `language: "${language}" is not a language in BCP 47; write one such as en or de-CH`,
    ]);
  });

  it("has no keys of its own invention", () => {
    expect(mistakes({ promt: "x" })).toEqual([': Unrecognized key: "promt"']);
  });
});

describe("a model", () => {
  it("is the name of one, or a plugin with its options", () => {
    const { stt, tts } = personaSchema.parse({ systemPrompt, stt: "deepgram/nova-3", tts: { plugin: "elevenlabs" } });
    expect({ stt, tts }).toEqual({ stt: "deepgram/nova-3", tts: { plugin: "elevenlabs", options: {} } });
  });

  it.each(["apiKey", "api_key", "authToken", "clientSecret", "password", "credentials"])(
    "is refused with %s among the options, for the contract is public",
    (name) => {
      expect(mistakes({ llm: { plugin: "openai", options: { [name]: "x" } } })).toEqual([
        `llm.options.${name}: would stand in clear in the stack's output; ` +
          "leave it out, and put the variable that the plugin reads into agentEnv",
      ]);
    },
  );

  it("is refused with a key deep in the options", () => {
    expect(mistakes({ llm: { plugin: "openai", options: { client: [{ apiKey: "x" }] } } })).toHaveLength(1);
  });

  it.each(["maxTokens", "tokenizer", "keyterms", "voice"])("takes the option %s, which only looks like one", (name) => {
    expect(mistakes({ llm: { plugin: "openai", options: { [name]: "x" } } })).toEqual([]);
  });
});
