import { personaSchema } from "@arkenos/agent/persona";
import type { BadConfig } from "./bad-config.js";
import { talking } from "../../talking.js";

const AN_OBJECT = 'agents: must be an object such as { "reception": { "systemPrompt": "…" } }';
const PATH_OF_A_FILE = "write the path of a file, relative to the folder of Pulumi.yaml";

const systemPrompt = "You answer for Acme.";
const reception = (persona: object) => ({ agents: { reception: { systemPrompt, ...talking, ...persona } } });
const promptFile = (systemPromptFile: string) => ({ agents: { reception: { systemPromptFile, ...talking } } });
const besideReception = (id: string) => ({
  agents: { reception: { systemPrompt, ...talking }, [id]: { systemPrompt, ...talking } },
});

/** Settings with which the worker would refuse to start, in its words. */
const refusedByTheWorker: BadConfig[] = [
  [
    "agents.reception.llm: is missing, and there is no greeting, so the agent has nothing to say; " +
      "set one, such as openai/gpt-4o-mini",
    { agents: { reception: { systemPrompt } } },
  ],
  [
    "agents.reception.tts: is missing, so callers would not hear the agent; set one, such as cartesia/sonic-3",
    reception({ tts: undefined }),
  ],
  [
    "agents.reception.stt: is missing, so the agent would not hear callers; set one, such as deepgram/nova-3",
    reception({ stt: undefined }),
  ],
  [
    "agents.reception.turnDetection: is stt, but there is no stt; set one",
    { agents: { reception: { systemPrompt, greetingAudio: "hello.wav", turnDetection: "stt" } } },
  ],
  [
    'agents.reception.tts: there is no plugin "elevenlab"; did you mean elevenlabs? Use anthropic (not verified), assemblyai (not verified), ' +
      "cartesia (not verified), deepgram, elevenlabs, google, mistral, openai, resemble (not verified), xai, a package with a slash in its name, " +
      "or a file that starts with ./",
    reception({ tts: { plugin: "elevenlab" } }),
  ],
  [
    'agents.reception.tts: the plugin "anthropic" has no tts; use another plugin for tts',
    reception({ tts: { plugin: "anthropic" } }),
  ],
  [
    'agents.reception.llm: the plugin "mistral" has no realtime; use another plugin for a realtime llm',
    reception({ llm: { plugin: "mistral", realtime: true } }),
  ],
  [
    'agents.reception.tts: the plugin "elevenlabs" needs its API key in the environment variable ELEVEN_API_KEY; ' +
      "put it into agentEnv",
    reception({ tts: { plugin: "elevenlabs" } }),
  ],
  [
    "agents.reception.greeting: has {{name}}, which is not a variable; did you mean {{vars.name}}? " +
      "Use caller.number, called.number, call.id, now, or vars. and a name of your choice",
    reception({ greeting: "Hello, {{name}}." }),
  ],
  [
    "agents.reception.tools[0].headers.X-Caller: has {{caller}}, which is not a variable; " +
      "did you mean {{vars.caller}}? Use caller.number, called.number, call.id, now, or vars. and a name of your choice",
    reception({
      tools: [
        {
          ...{ type: "http", name: "orders", description: "Finds an order.", url: "https://api.acme.com" },
          headers: { "X-Caller": "{{caller}}" },
        },
      ],
    }),
  ],
  [
    "agents.reception.tools[0].headers: needs the environment variable ORDERS_TOKEN; put it into agentEnv",
    reception({
      tools: [
        {
          ...{ type: "http", name: "orders", description: "Finds an order.", url: "https://api.acme.com" },
          headers: { Authorization: "Bearer ${env:ORDERS_TOKEN}" },
        },
      ],
    }),
  ],
];

/** A whole agent, for ids that only JSON can hold. */
const TALKING = '{"systemPrompt":"Hi.","greeting":"Hi.","tts":"cartesia/sonic-3"}';

/** Agents: their ids, prompts and models. */
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
    { agents: { reception: { greeting: "Acme, good day.", ...talking } } },
  ],
  [
    "agents.reception: has two prompts; write either systemPrompt or systemPromptFile",
    reception({ systemPromptFile: "prompts/reception.md" }),
  ],
  ["agents.reception.systemPrompt: is empty; write the agent's instructions", reception({ systemPrompt: " " })],
  ["agents.reception.systemPrompt: must be text", reception({ systemPrompt: 5 })],
  [
    `agents.reception.systemPromptFile: prompts/none.md does not exist; ${PATH_OF_A_FILE}`,
    promptFile("prompts/none.md"),
  ],
  [`agents.reception.systemPromptFile: prompts cannot be read; ${PATH_OF_A_FILE}`, promptFile("prompts")],
  [
    "agents.reception.systemPromptFile: prompts/empty.md is empty; write the agent's instructions into it",
    promptFile("prompts/empty.md"),
  ],
  [
    "agents.reception.systemPromptFile: prompts/unknown.md has {{customer}}, which is not a variable; did you " +
      "mean {{vars.customer}}? Use caller.number, called.number, call.id, now, or vars. and a name of your choice",
    promptFile("prompts/unknown.md"),
  ],
  [
    'agents.reception.timeZone: "Europe/Zurch" is not a time zone; did you mean Europe/Zurich?',
    reception({ timeZone: "Europe/Zurch" }),
  ],
  ...["../outside.md", "/etc/hostname", "prompts/link.md", "linked/outside.md"].map((file): BadConfig => [
    `agents.reception.systemPromptFile: ${file} is outside the project; put the file into the folder of Pulumi.yaml, or below it`,
    promptFile(file),
  ]),
  ...["__proto__", "constructor", "prototype"].map((id): BadConfig => [
    `agents.${id}: is a reserved name in JavaScript; choose another name`,
    { agents: JSON.parse(`{"reception":${TALKING},"${id}":${TALKING}}`) as object },
  ]),
  ["agents.reception.sytemPrompt: unknown property; did you mean systemPrompt?", reception({ sytemPrompt: "…" })],
  ["agents.reception.greeting: is empty; write the first words, or leave it out", reception({ greeting: "" })],
  ["agents.reception.greeting: must be text", reception({ greeting: true })],
  ['agents.reception.firstSpeaker: must be "agent" or "caller"', reception({ firstSpeaker: "me" })],
  [
    'agents.reception.language: "English" is not a BCP 47 language tag; write one such as en or de-CH',
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
    "agents.reception.llm.option: unknown property; did you mean options?",
    reception({ llm: { plugin: "openai", option: {} } }),
  ],
  [
    'agents.reception.tts.plugin: "file:///srv/voices.js" is not a plugin; write a name such as elevenlabs, ' +
      "a package such as @acme/voices, or a file in ARKENOS_PLUGIN_PATH such as ./voices.js",
    reception({ tts: { plugin: "file:///srv/voices.js" } }),
  ],
  [
    "agents.reception.recording.storage: is missing, and LiveKit Cloud has no default storage for egress; " +
      "set s3, gcs or azure storage, or leave recording out",
    reception({ recording: { folder: "calls" } }),
  ],
  [
    "agents.reception.greetingAudio: is not inside the worker's ARKENOS_AUDIO_PATH; write a path relative to that folder",
    reception({ greetingAudio: "../reception.wav" }),
  ],
  [
    "agents.reception.tts.options.apiKey: would be readable in the stack's output; " +
      "leave it out, and put the variable that the plugin reads into agentEnv",
    reception({ tts: { plugin: "elevenlabs", options: { apiKey: "sk-model-secret-c0ffee" } } }),
  ],
  ['defaultAgent: there is no agent "nobody"; agents are reception', { defaultAgent: "nobody" }],
  ['defaultAgent: there is no agent "toString"; agents are reception', { defaultAgent: "toString" }],
  ["defaultAgent: is empty; write one such as reception, or leave it out", { defaultAgent: "" }],
  ...refusedByTheWorker,
];
