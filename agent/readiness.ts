import type { Contract } from "./contract.js";
import { isRealtime } from "./models.js";
import type { Model } from "./model.js";
import type { Persona } from "./persona.js";
import { findPlugin } from "./plugin-module.js";
import { readRecording } from "./recording.js";
import { headersOf } from "./tools/headers.js";
import { compileSchema } from "./tools/schema.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** LiveKit's models take a project's key under either name. */
const INFERENCE_KEYS = [
  ["LIVEKIT_INFERENCE_API_KEY", "LIVEKIT_API_KEY"],
  ["LIVEKIT_INFERENCE_API_SECRET", "LIVEKIT_API_SECRET"],
] as const;

/**
 * What keeps this worker from answering as the contract's personas, all of it: packages, keys,
 * recordings and secrets that are missing here. Nothing is called, no plugin is loaded.
 */
export function unreadiness({ agents }: Pick<Contract, "agents">, env: Environment): string[] {
  return Object.entries(agents).flatMap(([id, persona]) => {
    const problems = [
      ...modelProblems(persona, env),
      ...voiceProblems(persona),
      ...recordingProblems(persona, env),
      ...toolProblems(persona, env),
    ];
    return problems.map(([part, problem]) => `agents.${id}.${part}: ${problem}`);
  });
}

type Problem = readonly [part: string, problem: string];

function modelProblems(persona: Persona, env: Environment): Problem[] {
  return (["stt", "llm", "tts"] as const).flatMap((part) => {
    const model = persona[part];
    return model === undefined ? [] : attempt(part, () => requireModel(model, env));
  });
}

function requireModel(model: Model, env: Environment): void {
  if (typeof model !== "string") return void findPlugin(model.plugin, env);
  const missing = INFERENCE_KEYS.filter((names) => names.every((name) => !env[name]));
  if (missing.length > 0)
    throw new Error(
      `"${model}" is a model of LiveKit Inference; set ${missing.map(([, name]) => name).join(" and ")} of a LiveKit Cloud project, or name a plugin`,
    );
}

function voiceProblems(persona: Persona): Problem[] {
  const { tts, llm, stt, greeting, greetingAudio, firstSpeaker } = persona;
  if (isRealtime(llm)) return [];
  const isTextSpoken = firstSpeaker === "agent" && greeting !== undefined && greetingAudio === undefined;
  return [
    ...(tts === undefined && (llm !== undefined || isTextSpoken)
      ? [["tts", "is missing, so nobody hears what the agent says; name one, such as cartesia/sonic-3"] as const]
      : []),
    ...(stt === undefined && llm !== undefined
      ? [["stt", "is missing, so the agent does not hear the caller; name one, such as deepgram/nova-3"] as const]
      : []),
    ...(llm === undefined && (firstSpeaker === "caller" || (greeting ?? greetingAudio) === undefined)
      ? [
          [
            "llm",
            "is missing, and so is a greeting, so the agent has nothing to say; name one, such as openai/gpt-4o-mini",
          ] as const,
        ]
      : []),
    ...(persona.turnDetection === "stt" && stt === undefined
      ? [["turnDetection", "is stt, and there is no stt; name one"] as const]
      : []),
  ];
}

function recordingProblems({ greetingAudio }: Persona, env: Environment): Problem[] {
  return greetingAudio === undefined ? [] : attempt("greetingAudio", () => readRecording(greetingAudio, env));
}

function toolProblems({ tools }: Persona, env: Environment): Problem[] {
  return tools.flatMap((tool, index) => {
    if (tool.type !== "http") return [];
    return [
      ...attempt(`tools[${index}].headers`, () => headersOf(tool.headers, env)),
      ...attempt(`tools[${index}].parameters`, () => compileSchema(tool.parameters)),
    ];
  });
}

function attempt(part: string, act: () => unknown): Problem[] {
  try {
    act();
    return [];
  } catch (error) {
    return [[part, error instanceof Error ? error.message : String(error)]];
  }
}
