import type { Contract } from "../contract/contract.js";
import type { Model } from "../contract/model.js";
import { modelsOf } from "../contract/models-of.js";
import type { Persona } from "../contract/persona.js";
import { fallbackProblems } from "../contract/fallback-problems.js";
import { type PersonaProblem, voiceProblems } from "../contract/persona-problems.js";
import { variableProblems } from "../contract/variable-problems.js";
import { serviceTemplates } from "../contract/service-templates.js";
import { requireNoiseCancellation } from "../models/noise-cancellation.js";
import { outboundProblems } from "../contract/outbound-problems.js";
import { findPlugin } from "../models/plugin-module.js";
import { kindProblem } from "../contract/plugin-problem.js";
import type { Kind } from "../contract/plugins.js";
import { readRecording } from "../call/recording.js";
import { storageProblem } from "../contract/call-recording.js";
import { warmProblem } from "../contract/transfer-tool.js";
import { templatesOf } from "../contract/http-tool.js";
import { environmentProblems, missingVariables } from "../tools/environment.js";
import { requireMcpPackage } from "../tools/mcp-package.js";
import { compileSchema } from "../tools/schema.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** LiveKit Inference accepts a project's key under either name. */
const INFERENCE_KEYS = [
  ["LIVEKIT_INFERENCE_API_KEY", "LIVEKIT_API_KEY"],
  ["LIVEKIT_INFERENCE_API_SECRET", "LIVEKIT_API_SECRET"],
] as const;

/**
 * All problems that prevent this worker from running the contract's personas: missing packages, keys, recordings, and
 * secrets. Sends no request and loads no plugin.
 */
export function readinessProblems(
  { version, agentName, agents, livekitUrl, outbound }: Pick<Contract, "agents"> & Partial<Contract>,
  env: Environment,
): string[] {
  const worker = env["ARKENOS_AGENT_NAME"] || agentName;
  return Object.entries(agents).flatMap(([id, persona]) => {
    // Another worker runs this persona.
    if (worker !== undefined && (persona.agentName ?? agentName) !== worker) return [];
    const problems = [
      ...modelProblems(persona, env),
      ...voiceProblems(persona),
      ...outboundProblems(persona),
      // In version 1, braces are plain text.
      ...(version === 1 ? [] : variableProblems(persona)),
      ...fallbackProblems(persona),
      ...recordingProblems(persona, env),
      ...toolProblems(persona, env),
      ...transferProblems(persona, { livekitUrl: env["LIVEKIT_URL"] || livekitUrl, outbound }, env),
      ...serviceProblems(persona, env),
      ...callRecordingProblems(persona, env["LIVEKIT_URL"] || livekitUrl),
      ...(persona.noiseCancellation === true
        ? attempt("noiseCancellation", () => requireNoiseCancellation(env["LIVEKIT_URL"] || livekitUrl))
        : []),
    ];
    return problems.map(([part, problem]) => `agents.${id}.${part}: ${problem}`);
  });
}

function modelProblems(persona: Persona, env: Environment): PersonaProblem[] {
  return modelsOf(persona).flatMap(({ place, kind, model }) => attempt(place, () => requireModel(model, kind, env)));
}

function requireModel(model: Model, kind: Kind, env: Environment): void {
  if (typeof model !== "string") {
    findPlugin(model.plugin, env);
    const problem = kindProblem(model.plugin, kind);
    if (problem !== undefined) throw new Error(problem);
    return;
  }
  const missing = INFERENCE_KEYS.filter((names) => names.every((name) => !env[name]));
  if (missing.length > 0)
    throw new Error(
      `"${model}" is a model of LiveKit Inference; set ${missing.map(([, name]) => name).join(" and ")} of a LiveKit Cloud project, or use a plugin`,
    );
}

function recordingProblems(
  { greetingAudio, backgroundSound, holdSound, onFailure }: Persona,
  env: Environment,
): PersonaProblem[] {
  const recordings = { greetingAudio, backgroundSound, holdSound, "onFailure.recording": onFailure?.recording };
  return Object.entries(recordings).flatMap(([place, file]) =>
    file === undefined ? [] : attempt(place, () => readRecording(file, env)),
  );
}

function toolProblems({ tools }: Persona, env: Environment): PersonaProblem[] {
  return tools.flatMap((tool, index) => {
    if (tool.type !== "http" && tool.type !== "mcp") return [];
    return [
      ...environmentProblems(templatesOf(tool), env).map(([part, problem]): PersonaProblem => [
        `tools[${index}].${part}`,
        problem,
      ]),
      ...(tool.type === "http" ? attempt(`tools[${index}].parameters`, () => compileSchema(tool.parameters)) : []),
      ...(tool.type === "mcp" ? attempt(`tools[${index}]`, requireMcpPackage) : []),
    ];
  });
}

function serviceProblems(persona: Persona, env: Environment): PersonaProblem[] {
  const { recording = {}, ...webhooks } = serviceTemplates(persona);
  // Credentials of a storage may contain line breaks.
  const storage = missingVariables(recording, (name) => !!env[name]).map(([setting, name]): PersonaProblem => [
    `recording.${setting}`,
    `needs the environment variable ${name}; set it where the worker runs`,
  ]);
  return Object.entries(webhooks)
    .flatMap(([part, templates]) =>
      environmentProblems(templates, env).map(([setting, problem]): PersonaProblem => [`${part}.${setting}`, problem]),
    )
    .concat(storage);
}

function callRecordingProblems({ recording }: Persona, livekitUrl: string | undefined): PersonaProblem[] {
  const problem = recording && livekitUrl && storageProblem(recording, livekitUrl);
  return problem ? [["recording.storage", problem]] : [];
}

function transferProblems(
  { tools }: Persona,
  { livekitUrl, outbound }: Partial<Pick<Contract, "livekitUrl" | "outbound">>,
  env: Environment,
): PersonaProblem[] {
  const canDial = (outbound?.fromNumbers.length ?? 0) > 0;
  return tools.flatMap((tool, index) => {
    if (tool.type !== "transfer_call") return [];
    const { holdAudio } = tool;
    const problem = livekitUrl === undefined ? undefined : warmProblem(tool, { livekitUrl, canDial });
    return [
      ...(problem === undefined ? [] : [[`tools[${index}].mode`, problem] as const]),
      ...(holdAudio ? attempt(`tools[${index}].holdAudio`, () => readRecording(holdAudio, env)) : []),
    ];
  });
}

function attempt(part: string, act: () => unknown): PersonaProblem[] {
  try {
    act();
    return [];
  } catch (error) {
    return [[part, error instanceof Error ? error.message : String(error)]];
  }
}
