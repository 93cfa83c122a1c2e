import { fallbackProblems } from "./fallback-problems.js";
import { modelsOf } from "./models-of.js";
import type { Persona } from "./persona.js";
import { isRealtime, keyProblem, kindProblem, nameProblem } from "./plugin-problem.js";
import { missingVariables } from "../tools/environment.js";
import { templatesOf } from "./http-tool.js";
import { serviceTemplates } from "./service-templates.js";
import { variableProblems } from "./variable-problems.js";
import { outboundProblems } from "./outbound-problems.js";

/** A problem of a persona, with its path: `llm`, `tools[0].headers`. */
export type PersonaProblem = readonly [part: string, problem: string];

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
export function personaProblems(persona: ConfiguredPersona, isSet: (variable: string) => boolean): PersonaProblem[] {
  const models = modelsOf(persona).flatMap(({ place, kind, model }): PersonaProblem[] => {
    if (typeof model !== "object") return [];
    const { plugin } = model;
    const problem = nameProblem(plugin) ?? kindProblem(plugin, kind);
    const key = keyProblem(plugin, isSet);
    const message = problem ?? (key && `${key}; put it into agentEnv`);
    return message === undefined ? [] : [[place, message]];
  });
  const tools = persona.tools.flatMap((tool, index): PersonaProblem[] => {
    if (tool.type !== "http" && tool.type !== "mcp") return [];
    const missing = missingVariables(templatesOf(tool), isSet).map(([part, names]): PersonaProblem => [
      `tools[${index}].${part}`,
      `needs the environment variable ${names}; put it into agentEnv`,
    ]);
    const cannotSpeak = tool.speakWhile !== undefined && persona.tts === undefined;
    return cannotSpeak ? [...missing, [`tools[${index}].speakWhile`, "needs a tts to speak it; set one"]] : missing;
  });
  const services = Object.entries(serviceTemplates(persona)).flatMap(([part, templates]) =>
    missingVariables(templates, isSet).map(([setting, names]): PersonaProblem => [
      `${part}.${setting}`,
      `needs the environment variable ${names}; put it into agentEnv`,
    ]),
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
export function voiceProblems(persona: ConversationSettings): PersonaProblem[] {
  const { tts, llm, stt, greeting, greetingAudio, firstSpeaker } = persona;
  if (isRealtime(llm)) return [];
  const isTextSpoken = firstSpeaker === "agent" && greeting !== undefined && greetingAudio === undefined;
  return [
    ...(tts === undefined && (llm !== undefined || isTextSpoken)
      ? [["tts", "is missing, so callers would not hear the agent; set one, such as cartesia/sonic-3"] as const]
      : []),
    ...(stt === undefined && llm !== undefined
      ? [["stt", "is missing, so the agent would not hear callers; set one, such as deepgram/nova-3"] as const]
      : []),
    ...(llm === undefined && (firstSpeaker === "caller" || (greeting ?? greetingAudio) === undefined)
      ? [
          [
            "llm",
            "is missing, and there is no greeting, so the agent has nothing to say; set one, such as openai/gpt-4o-mini",
          ] as const,
        ]
      : []),
    ...(persona.turnDetection === "stt" && stt === undefined
      ? [["turnDetection", "is stt, but there is no stt; set one"] as const]
      : []),
  ];
}
