import { fallbackProblems } from "./fallback-problems.js";
import { modelsOf } from "./models-of.js";
import type { Persona } from "./persona.js";
import { isRealtime, keyProblem, kindProblem, nameProblem } from "./plugin-problem.js";
import { missingVariables } from "../tools/environment.js";
import { templatesOf } from "./http-tool.js";
import { serviceTemplates } from "./service-templates.js";
import { variableProblems } from "./variable-problems.js";
import { outboundProblems } from "./outbound-problems.js";

/** What is wrong with a part of a persona: `llm`, `tools[0].headers`. */
export type PersonaProblem = readonly [part: string, problem: string];

/** A persona that may have its prompt in a file. */
type Written = Omit<Persona, "systemPrompt"> & Partial<Pick<Persona, "systemPrompt">>;

/** The parts of a persona that decide whether it can talk. */
type Talking = Pick<
  Persona,
  "stt" | "llm" | "tts" | "greeting" | "greetingAudio" | "firstSpeaker" | "turnDetection" | "tools"
>;

/**
 * What keeps every worker from answering as a persona, as far as the persona itself and the names of the worker's
 * variables tell: the worker refuses to start with it.
 *
 * @param isSet whether the worker has a variable
 */
export function personaProblems(persona: Written, isSet: (variable: string) => boolean): PersonaProblem[] {
  const models = modelsOf(persona).flatMap(({ place, kind, model }): PersonaProblem[] => {
    if (typeof model !== "object") return [];
    const { plugin } = model;
    const problem = nameProblem(plugin) ?? kindProblem(plugin, kind);
    const key = keyProblem(plugin, isSet);
    const says = problem ?? (key && `${key}; put it into agentEnv`);
    return says === undefined ? [] : [[place, says]];
  });
  const tools = persona.tools.flatMap((tool, index): PersonaProblem[] => {
    if (tool.type !== "http" && tool.type !== "mcp") return [];
    const missing = missingVariables(templatesOf(tool), isSet).map(([part, names]): PersonaProblem => [
      `tools[${index}].${part}`,
      `needs the environment variable ${names}; put it into agentEnv`,
    ]);
    const isMute = tool.speakWhile !== undefined && persona.tts === undefined;
    return isMute
      ? [...missing, [`tools[${index}].speakWhile`, "is spoken by a tts, and there is none; name one"]]
      : missing;
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

/** What a persona lacks to hear, to think or to be heard. */
export function voiceProblems(persona: Talking): PersonaProblem[] {
  const { tts, llm, stt, greeting, greetingAudio, firstSpeaker } = persona;
  if (isRealtime(llm)) return [];
  const isTextSpoken = firstSpeaker === "agent" && greeting !== undefined && greetingAudio === undefined;
  return [
    ...(tts === undefined && (llm !== undefined || isTextSpoken)
      ? [["tts", "is missing, so callers would not hear the agent; name one, such as cartesia/sonic-3"] as const]
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
