import { personaSchema } from "@arkenos/agent/persona";
import type { BadConfig } from "./bad-config.js";

const AN_OBJECT = 'agents: must be an object such as { "reception": { "systemPrompt": "…" } }';
const PATH_OF_A_FILE = "write the path of a file, relative to the folder of Pulumi.yaml";

const systemPrompt = "You answer for Acme.";
const reception = (persona: object) => ({ agents: { reception: { systemPrompt, ...persona } } });
const promptFile = (systemPromptFile: string) => ({ agents: { reception: { systemPromptFile } } });
const besideReception = (id: string) => ({ agents: { reception: { systemPrompt }, [id]: { systemPrompt } } });

/** Agents: their ids, their prompts, what they speak with. */
export const agents: BadConfig[] = [
  [AN_OBJECT, { agents: "reception" }],
  [AN_OBJECT, { agents: "true" }],
  [AN_OBJECT, { agents: "{reception" }],
  [AN_OBJECT, { agents: ["reception"] }],
  ['agents[""]: is not an agent\'s id; write 1 to 64 letters, digits, and . _ -', besideReception("")],
  [
    'agents["night desk"]: is not an agent\'s id; write 1 to 64 letters, digits, and . _ -',
    besideReception("night desk"),
  ],
  [
    `agents.reception: must be an object; its keys are ${Object.keys(personaSchema.shape).join(", ")}, systemPromptFile`,
    { agents: { reception: "You answer for Acme." } },
  ],
  [
    "agents.reception: has no prompt; write either systemPrompt or systemPromptFile",
    { agents: { reception: { greeting: "Acme, good day." } } },
  ],
  [
    "agents.reception: has two prompts; write either systemPrompt or systemPromptFile",
    reception({ systemPromptFile: "prompts/reception.md" }),
  ],
  ["agents.reception.systemPrompt: is empty; write the agent's instructions", reception({ systemPrompt: " " })],
  ["agents.reception.systemPrompt: must be text", reception({ systemPrompt: 5 })],
  [`agents.reception.systemPromptFile: prompts/none.md is not there; ${PATH_OF_A_FILE}`, promptFile("prompts/none.md")],
  [`agents.reception.systemPromptFile: prompts cannot be read; ${PATH_OF_A_FILE}`, promptFile("prompts")],
  [
    "agents.reception.systemPromptFile: prompts/empty.md is empty; write the agent's instructions into it",
    promptFile("prompts/empty.md"),
  ],
  ["agents.reception.sytemPrompt: there is no such key; did you mean systemPrompt?", reception({ sytemPrompt: "…" })],
  ["agents.reception.greeting: is empty; write the first words, or leave it out", reception({ greeting: "" })],
  ["agents.reception.greeting: must be text", reception({ greeting: true })],
  ['agents.reception.firstSpeaker: must be "agent" or "caller"', reception({ firstSpeaker: "me" })],
  [
    'agents.reception.language: "English" is not a language in BCP 47; write one such as en or de-CH',
    reception({ language: "English" }),
  ],
  ["agents.reception.voice: is empty; write a voice, or leave it out", reception({ voice: "" })],
  [
    "agents.reception.stt: must be a model such as deepgram/nova-3, or { plugin, options }",
    reception({ stt: ["deepgram/nova-3"] }),
  ],
  ["agents.reception.stt: is empty; write a model such as deepgram/nova-3", reception({ stt: "" })],
  ["agents.reception.llm.plugin: must be the name of a plugin, such as elevenlabs", reception({ llm: {} })],
  [
    "agents.reception.llm.option: there is no such key; did you mean options?",
    reception({ llm: { plugin: "openai", option: {} } }),
  ],
  [
    'agents.reception.tts.plugin: "file:///srv/voices.js" is not a plugin; write a name such as elevenlabs, ' +
      "a package such as @acme/voices, or a file in ARKENOS_PLUGIN_PATH such as ./voices.js",
    reception({ tts: { plugin: "file:///srv/voices.js" } }),
  ],
  [
    "agents.reception.greetingAudio: is not below the worker's folder of recordings; write its path from there",
    reception({ greetingAudio: "../reception.wav" }),
  ],
  [
    "agents.reception.tts.options.apiKey: would stand in clear in the stack's output; " +
      "leave it out, and put the variable that the plugin reads into agentEnv",
    reception({ tts: { plugin: "elevenlabs", options: { apiKey: "sk-model-secret-c0ffee" } } }),
  ],
  ['defaultAgent: there is no agent "nobody"; agents are reception', { defaultAgent: "nobody" }],
  ['defaultAgent: there is no agent "toString"; agents are reception', { defaultAgent: "toString" }],
  ["defaultAgent: is empty; write one such as reception, or leave it out", { defaultAgent: "" }],
];
