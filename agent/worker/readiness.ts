import type { Contract } from "../contract/contract.js";
import type { Model } from "../contract/model.js";
import { modelsOf } from "../contract/models-of.js";
import type { Persona } from "../contract/persona.js";
import { fallbackProblems } from "../contract/fallback-problems.js";
import { voiceProblems } from "../contract/persona-problems.js";
import { below, ProblemError, type Problem, problemsAt } from "../contract/problem.js";
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
import { environmentProblems, missingVariables, ON_WORKER } from "../tools/environment.js";
import { requireMcpPackage } from "../tools/mcp-package.js";
import { schemaProblem } from "../tools/schema.js";

/** Path of the recorded apology. */
const APOLOGY = ["onFailure", "recording"];

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
): Problem[] {
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
        ? attempt(["noiseCancellation"], () => requireNoiseCancellation(env["LIVEKIT_URL"] || livekitUrl))
        : []),
    ];
    return problems.map(below("agents", id));
  });
}

function modelProblems(persona: Persona, env: Environment): Problem[] {
  return modelsOf(persona).flatMap(({ path, kind, model }) => attempt(path, () => requireModel(model, kind, env)));
}

function requireModel(model: Model, kind: Kind, env: Environment): void {
  if (typeof model !== "string") {
    findPlugin(model.plugin, env);
    const problem = kindProblem(model.plugin, kind);
    if (problem !== undefined) throw new ProblemError(problem);
    return;
  }
  const missing = INFERENCE_KEYS.filter((names) => names.every((name) => !env[name]));
  if (missing.length > 0)
    throw new ProblemError({
      code: "missing_variable",
      message: `"${model}" is a model of LiveKit Inference`,
      remedy: `set ${missing.map(([, name]) => name).join(" and ")} of a LiveKit Cloud project, or use a plugin`,
    });
}

function recordingProblems(
  { greetingAudio, backgroundSound, holdSound, onFailure }: Persona,
  env: Environment,
): Problem[] {
  const recordings = Object.entries({ greetingAudio, backgroundSound, holdSound });
  const files = [
    ...recordings.map(([name, file]) => [[name], file] as const),
    [APOLOGY, onFailure?.recording] as const,
  ];
  return files.flatMap(([path, file]) => (file === undefined ? [] : attempt(path, () => readRecording(file, env))));
}

function toolProblems({ tools }: Persona, env: Environment): Problem[] {
  return tools.flatMap((tool, index) => {
    if (tool.type !== "http" && tool.type !== "mcp") return [];
    return [
      ...environmentProblems(templatesOf(tool), env),
      ...(tool.type === "http" ? problemsAt(["parameters"], schemaProblem(tool.parameters)) : []),
      ...(tool.type === "mcp" ? attempt([], requireMcpPackage) : []),
    ].map(below("tools", index));
  });
}

function serviceProblems(persona: Persona, env: Environment): Problem[] {
  const { webhooks, storages } = serviceTemplates(persona);
  return [
    ...webhooks.flatMap(({ path, templates }) => environmentProblems(templates, env).map(below(...path))),
    // Credentials of a storage may contain line breaks.
    ...storages.flatMap(({ path, templates }) =>
      missingVariables(templates, (name) => !!env[name], ON_WORKER).map(below(...path)),
    ),
  ];
}

function callRecordingProblems({ recording }: Persona, livekitUrl = ""): Problem[] {
  return problemsAt(["recording", "storage"], recording && storageProblem(recording, livekitUrl));
}

function transferProblems(
  { tools }: Persona,
  { livekitUrl, outbound }: Partial<Pick<Contract, "livekitUrl" | "outbound">>,
  env: Environment,
): Problem[] {
  const canDial = (outbound?.fromNumbers.length ?? 0) > 0;
  return tools.flatMap((tool, index) => {
    if (tool.type !== "transfer_call") return [];
    const { holdAudio } = tool;
    const detail = livekitUrl === undefined ? undefined : warmProblem(tool, { livekitUrl, canDial });
    return [
      ...problemsAt(["mode"], detail),
      ...(holdAudio ? attempt(["holdAudio"], () => readRecording(holdAudio, env)) : []),
    ].map(below("tools", index));
  });
}

function attempt(path: readonly PropertyKey[], act: () => unknown): Problem[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return [{ path, ...error.detail }];
    throw error;
  }
}
