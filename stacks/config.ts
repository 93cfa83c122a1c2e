import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Persona } from "@arkenos/agent/persona";
import { accountProblems, type Setting, settingsFrom } from "@arkenos/provider";
import type * as pulumi from "@pulumi/pulumi";
import { workerProblems } from "./config/agent-rules.js";
import { ConfigError } from "./config/config-error.js";
import { crossCloudProblems } from "./config/config-rules.js";
import { type Config, configSchema } from "./config/config-schema.js";
import { keyProblems } from "./config/key-rules.js";
import { readPrompts } from "./config/prompts.js";
import { rawConfig } from "./config/raw-config.js";
import { read } from "./schema/reading.js";
import { deriveSipDomain } from "./sip-domain.js";

/** A valid config with its defaults filled in. It holds no secrets: the provider reads those itself. */
export interface StackConfig extends Omit<Config, Setting | "agents" | "agentEnv"> {
  /** The URL of the LiveKit project. */
  readonly livekitUrl: string;
  readonly sipDomain: string;
  /** Whether the SIP domain was derived from `livekitUrl`. */
  readonly sipDomainDerived: boolean;
  /** Personas with their prompts, by agent id. */
  readonly agents: Readonly<Record<string, Persona>>;
}

/**
 * Reads and validates the stack's config. It calls no API and registers no resource.
 *
 * @param config the stack's config as Pulumi passes it: text or JSON, by `arkenos:key`
 * @param root the project's folder, which contains the prompt files
 * @param env environment variables for settings that the config leaves out
 * @throws ConfigError with every problem
 */
export function readConfig(
  config: Readonly<Record<string, string>> = programConfig(),
  root = projectFolder(process.cwd()),
  env: NodeJS.ProcessEnv = process.env,
): StackConfig {
  const raw = rawConfig(config);
  const { value, draft, problems } = read(configSchema, raw);
  const settings = settingsFrom((name) => draft[name], env);
  const livekitUrl = settings("livekitUrl");
  const sipDomain = draft.sipDomain ?? deriveSipDomain(livekitUrl ?? "");
  const prompts = readPrompts(draft, root);
  const all = [
    ...problems,
    ...keyProblems(raw),
    ...crossCloudProblems(draft, { livekitUrl, twilioApiUrl: settings("twilioApiUrl") }),
    ...workerProblems(draft, env),
    ...prompts.problems,
    ...accountProblems(settings).filter(({ path: [key] }) => !problems.some(({ path }) => path[0] === key)),
  ];
  if (all.length > 0 || !value || livekitUrl === undefined || sipDomain === undefined) throw new ConfigError(all);
  const { namePrefix, names, agentName, defaultAgent, trunk, inbound, outbound, adopt } = value;
  const answered = Object.entries(value.numbers).map(([number, settings]) => {
    const worker = settings.agentName ?? value.agents[settings.agent]?.agentName;
    return [number, { ...settings, ...(worker !== undefined && { agentName: worker }) }] as const;
  });
  const agents = Object.entries(value.agents).map(([id, { systemPromptFile: _, ...persona }]): [string, Persona] => [
    id,
    { ...persona, systemPrompt: prompts.texts[id] ?? "" },
  ]);
  return {
    ...{ livekitUrl, sipDomain, sipDomainDerived: value.sipDomain === undefined },
    ...{ namePrefix, names, agentName, defaultAgent, trunk, inbound, outbound, adopt },
    numbers: Object.fromEntries(answered),
    agents: Object.fromEntries(agents),
  };
}

/** The config that the engine passes to a program. Only a program loads Pulumi's SDK. */
function programConfig(): Record<string, string> {
  const { runtime } = createRequire(import.meta.url)("@pulumi/pulumi") as typeof pulumi;
  return runtime.allConfig();
}

/** The folder of Pulumi.yaml. Pulumi runs a program in the folder of its `main`, which may be a subfolder. */
function projectFolder(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, "Pulumi.yaml")) || above === folder ? folder : projectFolder(above);
}
