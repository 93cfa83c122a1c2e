import { IN_CONFIG, missingVariables } from "../tools/environment.js";
import { fallbackProblems } from "./fallback-problems.js";
import { templatesOf } from "./http-tool.js";
import { modelsOf } from "./models-of.js";
import { NEEDS_TTS, outboundProblems } from "./outbound-problems.js";
import type { Persona } from "./persona.js";
import { isRealtime, keyProblem, kindProblem, nameProblem } from "./plugin-problem.js";
import { below, type Problem, problemsAt } from "./problem.js";
import { serviceTemplates } from "./service-templates.js";
import { variableProblems } from "./variable-problems.js";

/** A persona whose prompt may be in a file. */
type ConfiguredPersona = Omit<Persona, "systemPrompt"> & Partial<Pick<Persona, "systemPrompt">>;

/** The settings that decide whether a persona can hold a conversation. */
type ConversationSettings = Pick<
  Persona,
  "stt" | "llm" | "tts" | "greeting" | "greetingAudio" | "firstSpeaker" | "turnDetection" | "tools"
>;

/**
 * Problems for which every worker would refuse to start with a persona, as far as the persona and the names of the
 * worker's environment variables show.
 *
 * @param isSet whether the worker has an environment variable
 */
export function personaProblems(persona: ConfiguredPersona, isSet: (variable: string) => boolean): Problem[] {
  const models = modelsOf(persona).flatMap(({ path, kind, model }) => {
    if (typeof model !== "object") return [];
    const { plugin } = model;
    const key = keyProblem(plugin, isSet);
    return problemsAt(path, nameProblem(plugin) ?? kindProblem(plugin, kind) ?? (key && { ...key, remedy: IN_CONFIG }));
  });
  const tools = persona.tools.flatMap((tool, index) => {
    if (tool.type !== "http" && tool.type !== "mcp") return [];
    const cannotSpeak = tool.speakWhile !== undefined && persona.tts === undefined;
    return [
      ...missingVariables(templatesOf(tool), isSet, IN_CONFIG).map(below("tools", index)),
      ...problemsAt(["tools", index, "speakWhile"], cannotSpeak ? NEEDS_TTS : undefined),
    ];
  });
  const { webhooks, storages } = serviceTemplates(persona);
  const services = [...webhooks, ...storages].flatMap(({ path, templates }) =>
    missingVariables(templates, isSet, IN_CONFIG).map(below(...path)),
  );
  return [
    ...models,
    ...voiceProblems(persona),
    ...outboundProblems(persona),
    ...fallbackProblems(persona),
    ...variableProblems(persona),
    ...tools,
    ...services,
  ];
}

/** Models that a persona needs for a conversation and does not have. */
export function voiceProblems(persona: ConversationSettings): Problem[] {
  const { tts, llm, stt, greeting, greetingAudio, firstSpeaker } = persona;
  if (isRealtime(llm)) return [];
  const isTextSpoken = firstSpeaker === "agent" && greeting !== undefined && greetingAudio === undefined;
  const isMute = tts === undefined && (llm !== undefined || isTextSpoken);
  const isDeaf = stt === undefined && llm !== undefined;
  const isIdle = llm === undefined && (firstSpeaker === "caller" || (greeting ?? greetingAudio) === undefined);
  const cannotDetectTurns = persona.turnDetection === "stt" && stt === undefined;
  return [
    ...problemsAt(["tts"], isMute ? MUTE : undefined),
    ...problemsAt(["stt"], isDeaf ? DEAF : undefined),
    ...problemsAt(["llm"], isIdle ? IDLE : undefined),
    ...problemsAt(["turnDetection"], cannotDetectTurns ? NO_TURN_DETECTION : undefined),
  ];
}

const MUTE = {
  code: "missing_tts",
  message: "is missing, so callers would not hear the agent",
  remedy: "set one, such as cartesia/sonic-3",
};
const DEAF = {
  code: "missing_stt",
  message: "is missing, so the agent would not hear callers",
  remedy: "set one, such as deepgram/nova-3",
};
const IDLE = {
  code: "missing_llm",
  message: "is missing, and there is no greeting, so the agent has nothing to say",
  remedy: "set one, such as openai/gpt-4o-mini",
};
const NO_TURN_DETECTION = { code: "missing_stt", message: "is stt, but there is no stt", remedy: "set one" };
